using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Esp32;
using Wugang.Sim.Board;

namespace Wugang.Tests.Simulator;

/// <summary>A whole node on a virtual board, which was given ca.pem and connects to its broker over TLS (clause P1: around the clock).</summary>
[TestClass]
public sealed class NodeOverTlsTests : IDisposable
{
    private const int DoorPin = 4;
    private const int SdaPin = 11;
    private const int SclPin = 43;
    private const string Keys = """{"key":{"kid":"1","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}}""";

    private readonly DirectoryInfo _flash = Directory.CreateTempSubdirectory("wugang-tls-");
    private readonly TestAuthority _authority = new();
    private readonly BlockingCollection<string> _printed = [];
    private readonly VirtualBoard _board;

    /// <summary>At first its time server is silent, and its battery clock has never been set.</summary>
    public NodeOverTlsTests()
    {
        _board = new VirtualBoard(_flash.FullName);
        _board.Clock.IsServerSilent = true;
        _board.Printed += _printed.Add;
        _board.Pins[DoorPin].Drive(false);
        _board.I2c.At(SdaPin, SclPin).Attach(VirtualDs3231.Address, new VirtualDs3231(TimeProvider.System));
    }

    public void Dispose()
    {
        _board.PowerOff();
        _authority.Dispose();
        _printed.Dispose();
        _flash.Delete(recursive: true);
    }

    [TestMethod]
    public void AClockAt1970IsRaisedForTheHandshakeAndIsNoTimeUntilTheTimeServerAnswers()
    {
        using TestBroker broker = new(_authority.Issue("localhost"));
        PowerOn(broker.Port);

        Assert.Contains("\"tq\":\"none\"", NextOfJournal(broker, "\"kind\":\"boot\""));
        _board.Pins[DoorPin].Drive(true);
        Assert.Contains("\"tq\":\"none\"", NextOfJournal(broker, "\"state\":\"active\""));

        _board.Clock.IsServerSilent = false;
        Await.Until(() => _board.IsTimeSynchronised);
        _board.Pins[DoorPin].Drive(false);

        Assert.Contains("\"tq\":\"sync\"", NextOfJournal(broker, "\"state\":\"normal\""));
    }

    [TestMethod]
    public void AfterARestartTheBatteryClockTellsTheTimeToRecordsAndToTheHandshake()
    {
        using TestBroker broker = new(_authority.Issue("localhost", from: DateTimeOffset.UtcNow.AddDays(-1)));
        _board.Clock.IsServerSilent = false;
        PowerOn(broker.Port);
        NextOfJournal(broker, "\"kind\":\"boot\"");

        // The first of the two files says that it is being set, the second what it was set to.
        Await.Until(() => _flash.GetFiles("battery.*").Length == 2);

        _board.PowerOff();
        _board.Clock.IsServerSilent = true;
        PowerOn(broker.Port);

        Assert.Contains("\"tq\":\"hold\"", NextOfJournal(broker, "\"boot\":2,"));
    }

    [TestMethod]
    public void TheNewestSignedTimeOnFlashMakesAYoungCertificateValid()
    {
        DateTimeOffset signed = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
        using TestBroker broker = new(_authority.Issue("localhost", from: signed.AddDays(-1)));

        PowerOn(broker.Port, signed);

        Assert.Contains("\"tq\":\"none\"", NextOfJournal(broker, "\"kind\":\"boot\""));
    }

    [TestMethod]
    public void WithoutAFloorAYoungCertificateIsRefusedAndTheDebugOutputSaysWhy()
    {
        DateTimeOffset from = new(2026, 6, 30, 0, 0, 0, TimeSpan.Zero);
        using TestBroker broker = new(_authority.Issue("localhost", from));

        Assert.AreEqual(
            $"No connection to the broker localhost:{broker.Port} over TLS, with the chip's clock at 2025-12-31 23:59:50 UTC. "
            + "Exception connecting to the broker: the certificate of CN=localhost is valid from 2026-06-30 to 2060-01-01, "
            + "and the chip's clock shows 2025-12-31",
            FirstPrinted(broker));
    }

    [TestMethod]
    public void AnExpiredCertificateIsRefusedAndTheDebugOutputSaysWhy()
    {
        DateTimeOffset to = new(2025, 6, 30, 0, 0, 0, TimeSpan.Zero);
        using TestBroker broker = new(_authority.Issue("localhost", to: to));

        Assert.EndsWith("is valid from 2020-01-01 to 2025-06-30, and the chip's clock shows 2025-12-31", FirstPrinted(broker));
    }

    [TestMethod]
    public void ABrokerOfAnotherAuthorityIsRefusedAndTheDebugOutputSaysWhy()
    {
        using TestAuthority other = new("Elsewhere");
        using TestBroker broker = new(other.Issue("localhost"));

        Assert.EndsWith("the broker's certificate is not signed by the CA certificate that the node has", FirstPrinted(broker));
    }

    [TestMethod]
    public void ABrokerOfAnotherNameIsRefusedAndTheDebugOutputSaysWhy()
    {
        using TestBroker broker = new(_authority.Issue("broker.example"));

        Assert.EndsWith("the broker's certificate is for CN=broker.example, not for localhost", FirstPrinted(broker));
    }

    /// <summary>A real chip would stand still in such a handshake until its watchdog restarts it; here its power is cut.</summary>
    [TestMethod]
    public void AfterTwoHandshakesThatNeverEndedANodeWorksWithoutABrokerForAWhile()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        for (int i = 0; i < 2; i++)
        {
            PowerOn(port);
            using Socket accepted = silent.AcceptSocketAsync().WaitAsync(TestBoard.Patience).GetAwaiter().GetResult();
            _board.PowerOff();
        }

        using CountdownEvent turns = new(200);
        _board.Pins[WatchdogPins.Kick].OutputChanged += (_, level) => Count(turns, level is not null);
        PowerOn(port);

        Assert.IsTrue(turns.Wait(TestBoard.Patience), "its loop passes");
        Assert.IsFalse(silent.Pending(), "and it has not tried to connect");
    }

    /// <summary>What a node that does not get a connection prints first.</summary>
    private string FirstPrinted(TestBroker broker)
    {
        PowerOn(broker.Port);
        string printed = Await.Next(_printed);
        _board.PowerOff();
        Assert.IsEmpty(broker.Messages);
        return printed;
    }

    private static void Count(CountdownEvent turns, bool isTurn)
    {
        if (isTurn && !turns.IsSet)
        {
            turns.Signal();
        }
    }

    /// <summary>The next record of the journal that says this.</summary>
    private static string NextOfJournal(TestBroker broker, string part)
    {
        string message;
        do
        {
            message = Await.Next(broker.Messages);
        }
        while (!message.Contains("/journal ", StringComparison.Ordinal) || !message.Contains(part, StringComparison.Ordinal));

        return message;
    }

    /// <summary>The node starts with its files and, as its floor, what the supervisor signed before.</summary>
    private void PowerOn(int port, DateTimeOffset? floor = null)
    {
        Write("node.json", $$"""
            {
              "node": "410481001-0007-01",
              "broker": { "host": "localhost", "port": {{port}}, "tls": true },
              "siren": { "pin": 21 },
              "controls": { "reset_pin": 14 },
              "battery_clock": { "sda_pin": {{SdaPin}}, "scl_pin": {{SclPin}} },
              "zones": [{ "name": "door", "type": "door", "pin": {{DoorPin}} }]
            }
            """);
        Write("keys.json", Keys);
        Write("ca.pem", "The township's authority\r\n" + _authority.Pem + "\r\n");
        _board.PowerOn(() =>
        {
            if (floor is { } signed)
            {
                byte[] stored = new byte[8];
                LittleEndian.WriteInt64(stored, 0, signed.ToUnixTimeMilliseconds());
                new Slot(new FlashStorage(_board.FlashRoot), "clock", stored.Length).Save(stored);
            }

            new NodeRuntime(_board.FlashRoot).Run();
        });
    }

    private void Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(_flash.FullName, name), text);
    }
}
