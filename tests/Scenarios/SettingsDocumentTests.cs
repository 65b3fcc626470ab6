using Wugang.Firmware.Core.Config;
using Wugang.Sim.Scenarios.Swarm;
using Wugang.Sim.Scenarios.Text;
using Wugang.Sim.World.Board;

namespace Wugang.Tests.Scenarios;

/// <summary>What the nodes of scenarios and swarms are made of can be written as a configuration and is read the same.</summary>
[TestClass]
public class SettingsDocumentTests
{
    [TestMethod]
    [DynamicData(nameof(ScenarioFiles.All), typeof(ScenarioFiles))]
    public void TheNodesOfAScenarioAreReadAsTheyWereWritten(string file)
    {
        foreach (NodeSettings settings in ScenarioFiles.Read(file).Nodes)
        {
            AssertSame(settings);
        }
    }

    [TestMethod]
    public void SoAreThoseOfASwarm()
    {
        for (int seed = 1; seed <= 50; seed++)
        {
            foreach (NodeSettings settings in SwarmNodes.Draw(seed, 3))
            {
                AssertSame(settings);
            }
        }
    }

    private static void AssertSame(NodeSettings settings)
    {
        byte[] text = SettingsDocument.TextOf(settings);
        NodeSettingsReader reader = new(CanonicalTree.Read(text), WorldBoard.ChannelPins);

        NodeSettings? read = reader.Read();

        Assert.IsNotNull(read, string.Join('\n', reader.Errors));
        CollectionAssert.AreEqual(text, SettingsDocument.TextOf(read));
    }
}
