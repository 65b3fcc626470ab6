using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Configurations;
using Wugang.Supervisor.Rules.Contents;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Rules;

/// <summary>Which configuration a record was made under follows from the boot records and what came after them.</summary>
[TestClass]
public class ConfigurationHistoryTests
{
    [TestMethod]
    public void EachBootHasTheConfigurationThatItNames()
    {
        TestNode node = new();
        Bench bench = new(node);
        NodeStatus status = new();
        Apply(status, bench, node.Topics.Journal, node.StartedUnder(1, "old", isOnTrial: false));
        Apply(status, bench, node.Topics.Journal, node.Configured("accepted", 2));
        node = node.Successor(node.Boot + 1);
        Apply(status, bench, node.Topics.Journal, node.StartedUnder(2, "new", isOnTrial: true));
        Assert.IsTrue(status.Configurations.Newest!.OnTrial);

        Apply(status, bench, node.Topics.Journal, node.Configured("confirmed", 2));

        Assert.AreEqual(new ConfigurationInForce(2, "new", false), status.Configurations.Newest);
        Assert.AreEqual(new ConfigurationInForce(1, "old", false), status.Configurations.OfBoot(node.Boot - 1));
        Assert.AreEqual("confirmed", status.Configurations.Change!.Result);
    }

    [TestMethod]
    [DataRow("""{"result":"accepted"}""")]
    [DataRow("""{"result":"exploded","version":1}""")]
    [DataRow("""{"result":"refused"}""")]
    [DataRow("""{"errors":[7],"result":"refused"}""")]
    [DataRow("""{"errors":["1","2","3","4","5","6","7","8","9"],"result":"refused"}""")]
    public void AConfigRecordOfAnotherShapeIsNotUnderstood(string data)
    {
        Assert.IsNull(RecordContentReader.Read(RecordKind.Config, System.Text.Encoding.ASCII.GetBytes(data)));
    }

    private static void Apply(NodeStatus status, Bench bench, string topic, byte[] record)
    {
        Assert.IsTrue(status.Apply(bench.Accept(topic, record), Bench.NowMs));
    }
}
