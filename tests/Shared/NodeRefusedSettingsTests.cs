using nanoFramework.TestFramework;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>A node that runs with its last good settings says so, with what is wrong with the newer ones.</summary>
[TestClass]
public class NodeRefusedSettingsTests
{
    [TestMethod]
    public void RefusedSettingsAreRecordedRightAfterTheBoot()
    {
        TestBoard board = new TestBoard().Start();
        board.Node.ReportRefusedSettings(new string[] { "node must be there", "zone is not a setting" });

        string[] records = RecordsOfStart(board);

        Expect.Contains("\"kind\":\"boot\"", records[0]);
        Expect.Contains(
            "\"data\":{\"errors\":[\"node must be there\",\"zone is not a setting\"],\"result\":\"refused\",\"using\":\"last_good\"}",
            records[1]);
        Expect.Contains("\"kind\":\"config\"", records[1]);
    }

    [TestMethod]
    public void GoodSettingsAreNotRecorded()
    {
        TestBoard board = new TestBoard().Start();
        board.Node.ReportRefusedSettings(new string[0]);

        string[] records = RecordsOfStart(board);
        Assert.IsTrue(records.Length > 0);
        for (int i = 0; i < records.Length; i++)
        {
            Expect.Lacks("\"kind\":\"config\"", records[i]);
        }
    }

    private static string[] RecordsOfStart(TestBoard board)
    {
        board.RunUntil(1000);
        return board.Link.On("/journal");
    }
}
