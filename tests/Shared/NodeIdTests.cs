using System;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Shared;

[TestClass]
public class NodeIdTests
{
    [TestMethod]
    public void ANameHasTownshipFacilityAndNode()
    {
        NodeId id = NodeId.Parse("410481001-0007-01");

        Assert.AreEqual("410481001", id.Township);
        Assert.AreEqual("0007", id.Facility);
        Assert.AreEqual("01", id.Node);
        Assert.AreEqual("410481001-0007", id.FacilityId);
        Assert.AreEqual("410481001-0007-01", id.ToString());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("410481001-0007-1")]
    [DataRow("410481001-0007-012")]
    [DataRow("410481001/0007-01")]
    [DataRow("410481001-0007_01")]
    [DataRow("41048100a-0007-01")]
    [DataRow("410481001-000:-01")]
    [DataRow("410481001-0007-0/")]
    public void OtherTextIsNoName(string text)
    {
        Assert.IsNull(NodeId.TryParse(text));
        Expect.Throws(typeof(ArgumentException), () => NodeId.Parse(text));
    }

    [TestMethod]
    public void NoTextIsNoName()
    {
        Assert.IsNull(NodeId.TryParse(null));
        Expect.Throws(typeof(ArgumentException), () => NodeId.Parse(null));
    }

    [TestMethod]
    public void TopicsAreThoseOfTheWireFormat()
    {
        Topics topics = new Topics(NodeId.Parse("410481001-0007-01"));

        Assert.AreEqual("safety/v1/410481001/0007/01/journal", topics.Journal);
        Assert.AreEqual("safety/v1/410481001/0007/01/state", topics.State);
        Assert.AreEqual("safety/v1/410481001/0007/01/online", topics.Online);
        Assert.AreEqual("safety/v1/410481001/0007/01/ack", topics.Acknowledgement);
    }
}
