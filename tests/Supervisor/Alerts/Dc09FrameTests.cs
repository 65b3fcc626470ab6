using System.Text;
using Wugang.Supervisor.Rules.Alerts;
using Wugang.Supervisor.Rules.Alerts.Dc09;

namespace Wugang.Tests.Supervisor.Alerts;

/// <summary>Frames of SIA DC-09 (S9), by examples of two other implementations (fioletoven/dc09, pysiaalarm) and worked ones.</summary>
[TestClass]
public class Dc09FrameTests
{
    [TestMethod]
    [DataRow("D8FD003F\"ADM-CID\"0001L0#410481[#410481|1110 01 001]_08:00:00,03-04-2026", "1110 01 001", 1, "2026-03-04T08:00:00Z")]
    [DataRow("E7E6003F\"ADM-CID\"0002L0#410481[#410481|1120 01 002]_08:00:05,03-04-2026", "1120 01 002", 2, "2026-03-04T16:00:05+08:00")]
    public void AnEventIsWrittenToTheByte(string expected, string data, int sequence, string time)
    {
        string timestamp = Dc09Frame.TimestampOf(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));

        byte[] bytes = new Dc09Frame("ADM-CID", sequence, "", "0", "410481", "#410481|" + data, timestamp).Write();

        Assert.AreEqual("\n" + expected + "\r", Encoding.ASCII.GetString(bytes));
    }

    [TestMethod]
    public void APollIsWrittenToTheByte()
    {
        byte[] bytes = new Dc09Frame("NULL", 3, "", "0", "410481", "", "_08:01:00,03-04-2026").Write();

        Assert.AreEqual("\nA39B0029\"NULL\"0003L0#410481[]_08:01:00,03-04-2026\r", Encoding.ASCII.GetString(bytes));
    }

    [TestMethod]
    [DataRow("F4D20029\"SIA-DCS\"0001RF3L77#1234[#1234|NRR|Atest]", "SIA-DCS", 1, "F3", "77", "1234", "#1234|NRR|Atest", "")]
    [DataRow("96ED0016\"SIA-DCS\"0001L0#1234[]", "SIA-DCS", 1, "", "0", "1234", "", "")]
    [DataRow("E4410025\"NAK\"0000R0L0A0[]_16:20:01,09-24-2025", "NAK", 0, "0", "0", "", "", "_16:20:01,09-24-2025")]
    [DataRow("CA2F0038\"NULL\"0000L0#7890[#0000|0000 00 000]_22:13:29,12-29-2022", "NULL", 0, "", "0", "7890", "#0000|0000 00 000", "_22:13:29,12-29-2022")]
    public void FramesOfOthersAreRead(string text, string id, int sequence, string receiver, string line, string account, string data, string timestamp)
    {
        Assert.AreEqual(new Dc09Frame(id, sequence, receiver, line, account, data, timestamp), Dc09Frame.TryRead(Bytes(text)));
    }

    [TestMethod]
    [DataRow("57150047\"ADM-CID\"0247R4F39L4F39#4F39[#4F39|3401 01 057]", "the length is not that of the body")]
    [DataRow("96EC0016\"SIA-DCS\"0001L0#1234[]", "the CRC is another")]
    [DataRow("96ED0016\"SIA-DCS\"0001L0#1235[]", "a digit was changed")]
    [DataRow("", "there is nothing")]
    public void DamagedFramesAreNot(string text, string why)
    {
        Assert.IsNull(Dc09Frame.TryRead(Bytes(text)), why);
    }

    [TestMethod]
    [DataRow(AlertKind.Alarm, "hall_smoke", "smoke detected", 110, "hall_smoke")]
    [DataRow(AlertKind.Alarm, "hall_smoke", "smoke fault", 373, "hall_smoke")]
    [DataRow(AlertKind.Alarm, "hall_smoke", "smoke detected fault", 110, "hall_smoke")]
    [DataRow(AlertKind.Alarm, "hall_smoke", "smoke", 110, "hall_smoke")]
    [DataRow(AlertKind.Alarm, "hall_panic", "panic detected", 120, "hall_panic")]
    [DataRow(AlertKind.Alarm, "kitchen_gas", "gas_leak detected", 151, "kitchen_gas")]
    [DataRow(AlertKind.Alarm, "cellar", "water_leak detected", 154, "cellar")]
    [DataRow(AlertKind.Alarm, "gate", "door intrusion", 130, "gate")]
    [DataRow(AlertKind.Alarm, "gate", "door held_open intrusion", 130, "gate")]
    [DataRow(AlertKind.Alarm, "gate", "door held_open", 0, "")]
    [DataRow(AlertKind.Tamper, "cover", "tamper detected", 137, "cover")]
    [DataRow(AlertKind.Forgery, "bad_signature", "", 137, "")]
    [DataRow(AlertKind.NodeFault, "mains", "", 301, "")]
    [DataRow(AlertKind.NodeFault, "battery_low", "", 302, "")]
    [DataRow(AlertKind.UnknownTooLong, "", "node_silent", 350, "")]
    [DataRow(AlertKind.NotProtected, "zone_bypassed:gate", "", 570, "gate")]
    [DataRow(AlertKind.NotProtected, "zone_fault:nap_smoke", "", 380, "nap_smoke")]
    [DataRow(AlertKind.NotProtected, "siren_circuit", "", 0, "")]
    [DataRow(AlertKind.MeterAnomaly, "power", "electricity meter_stuck", 0, "")]
    public void AnAlertIsAnEventThatCentresKnow(AlertKind kind, string subject, string detail, int code, string zone)
    {
        AlertKey key = new(kind, "410481001-0007-01", subject);
        Alert alert = new() { Facility = "410481001-0007", Key = key, Detail = detail, OpenedMs = 1, NewestMs = 1, Count = 1 };

        Assert.AreEqual(code == 0 ? null : new ContactId(code, zone), ContactId.Of(alert));
    }

    [TestMethod]
    public void EveryKindOfAlertIsEitherTheCentresBusinessOrNot()
    {
        foreach (AlertKind kind in Enum.GetValues<AlertKind>())
        {
            AlertKey key = new(kind, "410481001-0007-01", "");
            ContactId.Of(new Alert { Facility = "410481001-0007", Key = key, Detail = "", OpenedMs = 1, NewestMs = 1, Count = 1 });
        }
    }

    private static byte[] Bytes(string text)
    {
        return Encoding.ASCII.GetBytes("\n" + text + "\r");
    }
}
