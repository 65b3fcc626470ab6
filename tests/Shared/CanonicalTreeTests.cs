using System.Collections;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;

namespace Wugang.Tests.Shared;

/// <summary>A configuration has one spelling, which is read and written.</summary>
[TestClass]
public class CanonicalTreeTests
{
    [TestMethod]
    public void MembersAreSortedAndNothingStandsBetween()
    {
        Hashtable tree = SettingsTree.Table(
            "zones", SettingsTree.List(SettingsTree.Table("pin", 4, "name", "gate", "entry_route", true)), "a", -7L, "b_c", "p\"q\\");

        byte[] text = CanonicalTree.Write(tree, Limits.MaxSettingsBytes);

        Assert.AreEqual(
            "{\"a\":-7,\"b_c\":\"p\\\"q\\\\\",\"zones\":[{\"entry_route\":true,\"name\":\"gate\",\"pin\":4}]}", Bytes.ToText(text));
    }

    [TestMethod]
    public void WhatWasWrittenIsReadAndWrittenTheSame()
    {
        byte[] text = CanonicalTree.Write(new SettingsTree().WithBus().Root, Limits.MaxSettingsBytes);

        Hashtable tree = CanonicalTree.Read(text);

        Expect.SameBytes(text, CanonicalTree.Write(tree, Limits.MaxSettingsBytes));
        Assert.IsNotNull(new NodeSettingsReader(tree, ChannelPins.OfEsp32S3()).Read());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("[]")]
    [DataRow("7")]
    [DataRow("{'a':1")]
    [DataRow("{'a':1}}")]
    [DataRow("{'a':}")]
    [DataRow("{'a':[1,]}")]
    [DataRow("{'a':null}")]
    [DataRow("{'a':1.5}")]
    [DataRow("{'b':1,'a':2}")]
    [DataRow("{'a':1,'a':2}")]
    [DataRow("{ 'a':1}")]
    [DataRow("{'a':{'a':{'a':{'a':{'a':{'a':{'a':1}}}}}}}")]
    public void AnyOtherSpellingIsNone(string text)
    {
        Assert.IsNull(CanonicalTree.Read(Bytes.FromJson(text)));
    }
}
