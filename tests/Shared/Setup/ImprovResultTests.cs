using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Provisioning;

namespace Wugang.Tests.Shared.Setup;

[TestClass]
public class ImprovResultTests
{
    [TestMethod]
    public void AnEmptyListIsAllowed()
    {
        Assert.AreEqual("010001", Bytes.ToHex(new ImprovResult(ImprovCommand.SendWifi).ToBytes()));
    }

    [TestMethod]
    public void EachTextIsBehindItsLength()
    {
        ImprovResult result = new ImprovResult(ImprovCommand.ScanWifi);

        Assert.IsTrue(result.TryAdd("ab", "-60"));

        Assert.AreEqual("0407" + "026162" + "032d3630" + "66", Bytes.ToHex(result.ToBytes()));
    }

    [TestMethod]
    public void ATextIsUtf8()
    {
        ImprovResult result = new ImprovResult(ImprovCommand.ScanWifi);

        Assert.IsTrue(result.TryAdd("托"));

        Assert.AreEqual("0404" + "03e68998", Bytes.ToHex(Bytes.Slice(result.ToBytes(), 0, 6)));
    }

    [TestMethod]
    public void WhatHasNoRoomIsLeftOutAsAWhole()
    {
        ImprovResult result = new ImprovResult(ImprovCommand.ScanWifi);
        Assert.IsTrue(result.TryAdd(new string('x', Limits.MaxImprovResultBytes - 3 - 1 - 4)));

        Assert.IsFalse(result.TryAdd("ab", "c"));
        Assert.IsTrue(result.TryAdd("abc"));
        Assert.IsFalse(result.TryAdd(""));

        Assert.AreEqual(Limits.MaxImprovResultBytes, result.ToBytes().Length);
    }
}
