using System;
using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;
using Wugang.Firmware.Node.Setup;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A node that can be set up, the button at it, and a phone.</summary>
internal sealed class SetupBench : ISetupBoard, ISetupReader
{
    /// <summary>Settings that are read as good are the node's name; keys, this text.</summary>
    public const string GoodKeys = "keys";

    public const string Node = "410481001-0007-04";
    public const string AnotherNode = "410481001-0007-05";

    /// <summary>What is wrong with all other settings and keys.</summary>
    public const string Fault = "zones[0].pin is 0, which the setup button has";

    private const int StepMs = 10;

    private readonly FakeInput _button = new FakeInput();

    public SetupBench()
    {
        _button.IsHigh = true;
        FakeStorage = new FakeStorage(new EffectLog());
        Lamp = new FakeOutput("lamp", new EffectLog());
    }

    public string ChipName
    {
        get { return "ESP32_S3_BLE"; }
    }

    public IStorage Storage
    {
        get { return FakeStorage; }
    }

    public IPhoneServer Phones
    {
        get { return Server; }
    }

    public IWifi Wifi
    {
        get { return FakeWifi; }
    }

    public ISetupReader Reader
    {
        get { return this; }
    }

    public FakeStorage FakeStorage { get; }

    public FakePhoneServer Server { get; } = new FakePhoneServer();

    public FakeWifi FakeWifi { get; } = new FakeWifi();

    public FakeOutput Lamp { get; }

    public SetupTask Task { get; private set; }

    public long NowMs { get; private set; }

    public ImprovState State
    {
        get { return (ImprovState)Server.Read(PhoneCharacteristic.ImprovState)[0]; }
    }

    public ImprovError Error
    {
        get { return (ImprovError)Server.Read(PhoneCharacteristic.ImprovError)[0]; }
    }

    /// <summary>How the newest message to the setup service ended.</summary>
    public SetupStatus Status
    {
        get { return (SetupStatus)Server.Read(PhoneCharacteristic.SetupResult)[1]; }
    }

    /// <summary>The faults that the setup service names.</summary>
    public string Faults
    {
        get
        {
            byte[] result = Server.Read(PhoneCharacteristic.SetupResult);
            return Ascii.GetString(result, 2, result.Length - 2);
        }
    }

    /// <summary>A node without settings, which has power and waits.</summary>
    public static SetupBench Fresh()
    {
        SetupBench bench = new SetupBench();
        bench.Task = new SetupTask(bench, null, false);
        bench.Run(StepMs);
        return bench;
    }

    /// <summary>A node that is set up and at work.</summary>
    public static SetupBench AtWork()
    {
        return AtWork("");
    }

    /// <summary>A node that is set up and at work.</summary>
    /// <param name="network">The name of the Wi-Fi network that it was given; empty for none.</param>
    public static SetupBench AtWork(string network)
    {
        NodeSettings current = new NodeSettings();
        current.Node = NodeId.Parse(Node);
        SetupBench bench = new SetupBench();
        if (network.Length > 0)
        {
            byte[] name = Ascii.GetBytes(network);
            WifiStore.Save(bench.FakeStorage, WifiCredentials.TryCreate(name, 0, name.Length, 0, 0));
        }

        bench.Task = new SetupTask(bench, current, true);
        bench.Run(StepMs);
        return bench;
    }

    /// <summary>Lets time pass.</summary>
    public void Run(long forMs)
    {
        long endMs = NowMs + forMs;
        while (NowMs < endMs)
        {
            NowMs += StepMs;
            long dueMs = Task.Step(NowMs);
            Assert.IsTrue(Task.IsDone || dueMs > NowMs, "it asks for a step in the past");
        }
    }

    /// <summary>Holds the button for a time.</summary>
    public void Press(long forMs)
    {
        _button.Change(false, NowMs);
        Run(forMs);
        _button.Change(true, NowMs);
        Run(100);
    }

    /// <summary>A phone connects.</summary>
    public void Connect()
    {
        Server.TryAdd(new PhoneEvent(PhoneEventKind.Came));
        Run(StepMs);
    }

    /// <summary>The phone goes away.</summary>
    public void Disconnect()
    {
        Server.TryAdd(new PhoneEvent(PhoneEventKind.Left));
        Run(StepMs);
    }

    /// <summary>The phone writes a value.</summary>
    public void Write(PhoneCharacteristic target, byte[] value)
    {
        Server.TryAdd(new PhoneEvent(target, value));
        Run(StepMs);
    }

    /// <summary>The phone writes a command of Improv, given without its sum.</summary>
    public void Command(string hexWithoutSum)
    {
        byte[] packet = Bytes.FromHex(hexWithoutSum + "00");
        int sum = 0;
        for (int i = 0; i < packet.Length - 1; i++)
        {
            sum += packet[i];
        }

        packet[packet.Length - 1] = (byte)(sum & 0xFF);
        Write(PhoneCharacteristic.ImprovCommand, packet);
    }

    /// <summary>The phone sends the network "nursery" with the password "secret12".</summary>
    public void SendWifi()
    {
        Command("0111" + "07" + "6e757273657279" + "08" + "7365637265743132");
    }

    /// <summary>The phone sends a message to the setup service in one write.</summary>
    public void Send(SetupKind kind, string content)
    {
        Write(PhoneCharacteristic.SetupRequest, Message(kind, content));
    }

    /// <summary>A message to the setup service.</summary>
    public static byte[] Message(SetupKind kind, string content)
    {
        byte[] message = new byte[3 + content.Length + 4];
        message[0] = (byte)kind;
        message[1] = (byte)(content.Length & 0xFF);
        message[2] = (byte)(content.Length >> 8);
        Array.Copy(Ascii.GetBytes(content), 0, message, 3, content.Length);
        Wugang.Firmware.Core.LittleEndian.WriteUInt32(
            message, 3 + content.Length, Crc32.Compute(message, 0, 3 + content.Length));
        return message;
    }

    /// <summary>What a file holds after the next start.</summary>
    public string FileAfterRestart(string name)
    {
        new PendingSetup(FakeStorage).Install("node.json", "keys.json");
        return Bytes.ToText(FakeStorage.ContentOf(name));
    }

    public IDigitalInput OpenInput(int pin)
    {
        return _button;
    }

    public IDigitalOutput OpenOutput(int pin)
    {
        return Lamp;
    }

    public NodeSettings ReadSettings(byte[] text, out string[] errors)
    {
        NodeSettings settings = new NodeSettings();
        settings.Node = NodeId.TryParse(Bytes.ToText(text));
        errors = settings.Node == null ? new string[] { Fault, Fault } : new string[0];
        return settings.Node == null ? null : settings;
    }

    public NodeKeys ReadKeys(byte[] text, out string[] errors)
    {
        bool isGood = Bytes.ToText(text) == GoodKeys;
        errors = isGood ? new string[0] : new string[] { "key.k must be 32 bytes in base64url" };
        return isGood ? new NodeKeys() : null;
    }
}
