using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using nanoFramework.Networking;
using nanoFramework.Runtime.Native;
using Wugang.Sim.Board;

namespace Wugang.Tests.Simulator;

/// <summary>The virtual board's MQTT client over TLS: whom it believes, and by which clock.</summary>
[TestClass]
public sealed class TlsTests : IDisposable
{
    private static readonly DateTimeOffset Midsummer = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TestAuthority _authority = new();

    public void Dispose()
    {
        _authority.Dispose();
    }

    [TestMethod]
    public void ABrokerThatTheAuthorityVouchesForIsBelieved()
    {
        using TestBroker broker = new(_authority.Issue("localhost"));
        using TestBoard board = AtMidsummer();

        Assert.AreEqual(MqttReasonCode.Success, Connect(board, broker.Port, _authority.Pem));
    }

    [TestMethod]
    [DataRow("Township")]
    [DataRow("Elsewhere")]
    public void ABrokerOfAnotherAuthorityIsRefusedWhateverItCallsItself(string name)
    {
        using TestAuthority other = new(name);
        using TestBroker broker = new(other.Issue("localhost"));
        using TestBoard board = AtMidsummer();

        Assert.AreEqual("the broker's certificate is not signed by the CA certificate that the node has", RefusalOf(board, broker.Port));
    }

    [TestMethod]
    public void ABrokerOfAnotherNameIsRefused()
    {
        using TestBroker broker = new(_authority.Issue("broker.example"));
        using TestBoard board = AtMidsummer();

        Assert.AreEqual("the broker's certificate is for CN=broker.example, not for localhost", RefusalOf(board, broker.Port));
    }

    [TestMethod]
    public void ACertificateIsJudgedByTheChipsClockFromItsFirstDayToItsLast()
    {
        using TestBroker expired = new(_authority.Issue("localhost", to: Midsummer.AddDays(-1)));
        using TestBroker young = new(_authority.Issue("localhost", from: Midsummer.AddDays(1)));
        using TestBoard board = AtMidsummer();

        const string Clock = ", and the chip's clock shows 2026-07-01";
        Assert.AreEqual("the certificate of CN=localhost is valid from 2020-01-01 to 2026-06-30" + Clock, RefusalOf(board, expired.Port));
        Assert.AreEqual("the certificate of CN=localhost is valid from 2026-07-02 to 2060-01-01" + Clock, RefusalOf(board, young.Port));
    }

    [TestMethod]
    public void AChipThatCountsFrom1970BelievesNobody()
    {
        using TestBroker broker = new(_authority.Issue("localhost"));
        using TestBoard board = new();

        Assert.EndsWith("and the chip's clock shows 1970-01-01", RefusalOf(board, broker.Port));
    }

    [TestMethod]
    public void AClockThatFirmwareSetsRunsOnAndTheTimeServerSetsItRight()
    {
        using TestBoard board = AtMidsummer();

        Assert.AreEqual(0.0, (NowOf(board) - Midsummer).TotalMinutes, 1.0);
        board.Run(Sntp.UpdateNow);
        Assert.AreEqual(0.0, (NowOf(board) - DateTimeOffset.UtcNow).TotalMinutes, 1.0);

        board.Run(() => Rtc.SetSystemTime(new ChipDateTime(Midsummer.Ticks)));
        Assert.AreEqual(0.0, (NowOf(board) - Midsummer).TotalMinutes, 1.0);
    }

    private static TestBoard AtMidsummer()
    {
        TestBoard board = new();
        board.Run(() => Rtc.SetSystemTime(new ChipDateTime(Midsummer.Ticks)));
        return board;
    }

    private static DateTimeOffset NowOf(TestBoard board)
    {
        return new DateTimeOffset(board.Run(() => ChipDateTime.UtcNow.Ticks), TimeSpan.Zero);
    }

    private static MqttReasonCode Connect(TestBoard board, int port, string authority)
    {
        return board.Run(() =>
            new MqttClient("localhost", port, true, new(authority), null, MqttSslProtocols.TLSv1_2).Connect("node"));
    }

    private string RefusalOf(TestBoard board, int port)
    {
        MqttConnectionException failure =
            Assert.ThrowsExactly<MqttConnectionException>(() => Connect(board, port, _authority.Pem));
        return failure.InnerException!.Message;
    }
}
