using Wugang.Sim.Scenarios;
using Wugang.Sim.Scenarios.Text;

namespace Wugang.Tests.Scenarios;

/// <summary>A line that cannot be read is named by file and line, with what was expected there.</summary>
[TestClass]
public class BadInputTests
{
    private const string Head = "# A test\nclause S3\nstart 2026-03-02 08:00\nnode 01\n  zone gate door\n  zone hall smoke loop\n";

    [TestMethod]
    [DataRow("clause Q1", 1, "expected a clause such as S3 or P1, not 'Q1'")]
    [DataRow("clause", 1, "expected a clause such as S3, not the end of the line")]
    [DataRow("start tomorrow 08:00", 1, "expected a day such as 2026-03-02, not 'tomorrow'")]
    [DataRow("start 2026-03-02 8:00", 1, "expected a time such as 07:55, not '8:00'")]
    [DataRow("node 1", 1, "expected two digits, not '1'")]
    [DataRow("zone gate door", 1, "expected 'node NN' before 'zone'")]
    [DataRow("08:00 open gate", 1, "expected the start line and at least one node before anything happens")]
    public void AWrongHeadIsNamed(string line, int number, string message)
    {
        AssertError(line, number, message);
    }

    [TestMethod]
    [DataRow("zone Gate2 door", "expected a name of a-z, 0-9 and _, not 'Gate2'")]
    [DataRow("zone gate door", "expected a name that no other zone has, not 'gate'")]
    [DataRow("zone back gate", "expected a type of zone, such as door or smoke, not 'gate'")]
    [DataRow("zone back door held_open=5", "expected held_open= with a duration")]
    [DataRow("zone back door debounce=501ms", "expected debounce= with a duration of 0 to 500 ms")]
    [DataRow("zone back door shut", "expected entry, loop, single_loop, wireless, held_open=, debounce= or fault_delay=, not 'shut'")]
    [DataRow("node 01", "expected a node that is not there yet, not '01'")]
    [DataRow("siren loud", "expected loop or limit=, not 'loud'")]
    [DataRow("hours mon-fry 07:30-18:00", "expected days such as mon-fri or sat, not 'mon-fry'")]
    [DataRow("hours mon 18:00-07:30", "expected hours such as 07:30-18:00, not '18:00-07:30'")]
    [DataRow("holiday 2026-13-01", "expected a day such as 2026-10-01, not '2026-13-01'")]
    [DataRow("entry_delay 3m", "expected a duration of 0 to 120000 ms, not 180000 ms")]
    [DataRow("meter_interval 2h", "expected a duration of 5000 to 3600000 ms, not 7200000 ms")]
    [DataRow("meter power steam 5", "expected electricity or water or gas or dlt645 or cjt188 or modbus or wireless, not 'steam'")]
    [DataRow("meter power electricity", "expected impulses per kWh from 1 to 100000, not the end of the line")]
    [DataRow("meter power dlt645 161", "expected an address of 12 digits, or any, not '161'")]
    [DataRow("meter kitchen modbus gas 248", "expected the meter's number from 1 to 247, not '248'")]
    [DataRow("meter power dlt645 any beside=pulses", "expected a pulse meter of the same medium that stands before, not 'pulses'")]
    public void AWrongPartOfANodeIsNamed(string line, string message)
    {
        AssertError(Head + line, 7, message);
    }

    [TestMethod]
    [DataRow("08:00 shut gate", "expected open, close, activate,")]
    [DataRow("08:00 open back", "expected a zone: gate, not 'back'")]
    [DataRow("08:00 open gate now", "expected the end of the line, not 'now'")]
    [DataRow("08:00 press gate", "expected a zone, but there is none that can do this, not 'gate'")]
    [DataRow("25:00 open gate", "expected a time such as 08:00:31, not '25:00'")]
    [DataRow("07:59 open gate", "expected a time that is not before 2026-03-02 08:00:00.000; 'next day' goes on to the next day")]
    [DataRow("+5 open gate", "expected a duration such as +30s, not '+5'")]
    [DataRow("08:00 put 5000 ohm in gate", "expected a loop, but gate is a plain contact")]
    [DataRow("08:00 reset 02", "expected a node: 01, not '02'")]
    [DataRow("08:00 battery low", "expected millivolts from 0 to 16500, not 'low'")]
    [DataRow("08:00 broker off", "expected up or down or forget, not 'off'")]
    [DataRow("08:00 clock jumps 2h", "expected ahead or back, not '2h'")]
    [DataRow("08:00 clock jumps back", "expected a duration such as 500ms, 2s, 30m, 8h or 7d, not the end of the line")]
    [DataRow("08:00 flash off", "expected fails or works, not 'off'")]
    [DataRow("08:00 command Reset!", "expected a command, such as reset, not 'Reset!'")]
    [DataRow("08:00 command reset by", "expected who commands, not the end of the line")]
    [DataRow("08:00 replay alarm", "expected command, not 'alarm'")]
    [DataRow("08:00 cut loop siren", "expected a siren with a loop, but that of node 01 has none")]
    [DataRow("08:00 meter power answers", "expected a meter, not 'power'")]
    [DataRow("08:00 cut line 02", "expected a node: 01, not '02'")]
    [DataRow("next week", "expected day, not 'week'")]
    [DataRow("finally open gate", "expected expect, not 'open'")]
    [DataRow("08:00 zone back door", "expected open, close, activate,")]
    public void AWrongActIsNamed(string line, string message)
    {
        AssertError(Head + line, 7, message);
    }

    [TestMethod]
    [DataRow("meter power sings", "expected answers, fails, sends, collides, has, goes, jumps, shows, sticks, runs or is, not 'sings'")]
    [DataRow("meter power sends letters", "expected wrong or short or noise, not 'letters'")]
    [DataRow("meter power jumps far", "expected watt-hours or litres from 0 to 2147483647, not 'far'")]
    [DataRow("meter power is replaced by 12A", "expected showing, not the end of the line")]
    [DataRow("meter pulses sticks", "expected a meter on a serial line, but pulses is at a pulse output")]
    [DataRow("expect meter power fine", "expected ok or suspect or no_answer")]
    public void AWrongLineOfAMeterIsNamed(string line, string message)
    {
        AssertError(Head + "meter pulses electricity 1600\nmeter power dlt645 any\n08:00 " + line, 9, message);
    }

    [TestMethod]
    [DataRow("08:00 expect", "expected siren, buzzer,")]
    [DataRow("08:00 expect peace", "expected siren, buzzer,")]
    [DataRow("08:00 expect siren loud", "expected off or on or steady or fire or fast, not 'loud'")]
    [DataRow("08:00 expect record story", "expected a kind of record, such as zone or command, not 'story'")]
    [DataRow("08:00 expect record zone age_ms<=x", "expected a member such as zone=gate or age_ms<=60, not 'age_ms<=x'")]
    [DataRow("08:00 expect siren off within soon", "expected a duration such as 500ms, 2s, 30m, 8h or 7d, not 'soon'")]
    [DataRow("08:00 expect rejected lies", "expected a reason for a rejection, such as bad_signature, not 'lies'")]
    [DataRow("08:00 expect verdict 08:30-08:00 protected", "expected a stretch of time such as 08:00:00-08:30:00, or now")]
    [DataRow("08:00 expect alarm back", "expected a zone: gate or hall, not 'back'")]
    [DataRow("08:00 expect no peace", "expected record or alarm, not 'peace'")]
    [DataRow("08:00 expect condition gate broken", "expected normal or active or cut or short or drift or silent, not 'broken'")]
    [DataRow("08:00 expect protection half", "expected full or day or test or none, not 'half'")]
    [DataRow("08:00 expect protected always", "expected the end of the line, not 'always'")]
    [DataRow("08:00 expect day fine", "expected compliant or not_compliant, not 'fine'")]
    [DataRow("08:00 expect verdict now safe", "expected protected or not_protected or unknown, not 'safe'")]
    public void AWrongExpectationIsNamed(string line, string message)
    {
        AssertError(Head + line, 7, message);
    }

    [TestMethod]
    [DataRow("# nothing\n", "expected a line such as 'clause S3', not the end of the file")]
    [DataRow("clause S3\n", "expected a line such as 'start 2026-03-02 07:55', not the end of the file")]
    [DataRow("clause S3\nstart 2026-03-02 08:00\n", "expected a line such as 'node 01', not the end of the file")]
    [DataRow(Head + "08:00 open gate\n", "expected at least one line with expect, not the end of the file")]
    public void WhatIsMissingIsNamed(string text, string message)
    {
        AssertError(text, text.Split('\n').Length, message);
    }

    [TestMethod]
    public void EveryWrongLineIsNamed()
    {
        Scenario? scenario = ScenarioReader.Read("bad.scenario", Head + "08:00 shut gate\n08:01 open back\n", out IReadOnlyList<ScenarioError> errors);

        Assert.IsNull(scenario);
        Assert.HasCount(2, errors);
        Assert.StartsWith("bad.scenario:8: expected a zone: gate, not 'back'", errors[1].ToString());
    }

    [TestMethod]
    public void AHashInsideQuotesIsNoComment()
    {
        Words words = new("one \"two # three\" # four");

        Assert.AreEqual("one", words.Take("a word"));
        Assert.AreEqual("two # three", words.Take("a word"));
        Assert.IsTrue(words.AreTaken);
    }

    private static void AssertError(string text, int line, string message)
    {
        Scenario? scenario = ScenarioReader.Read("bad.scenario", text, out IReadOnlyList<ScenarioError> errors);

        Assert.IsNull(scenario);
        Assert.AreEqual(line, errors[0].Line);
        Assert.StartsWith(message, errors[0].Message);
    }
}
