using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Wugang.Sim.World.Air;

/// <summary>
/// A BTHome sensor as it hangs on a wall: it says how it is at an interval of its own, and at once when something happens, each a few
/// times, with the pseudo-random delays of Bluetooth LE. It shares no code with the node's driver.
/// </summary>
public sealed class VirtualSensor
{
    private const byte TriggeredEncrypted = 0x45;
    private const byte PacketId = 0x00;
    private const byte Battery = 0x01;
    private const byte Safety = 0x28;
    private const byte Button = 0x3A;
    private const byte Press = 0x01;
    private const int TagBytes = 4;
    private const int RepeatGapMs = 120;
    private const int DelayMaxMs = 10;
    private const int FullPercent = 100;
    private const int WeakPercent = 8;

    // A node that the network keeps from running believes what it heard only then; a loss of power before takes it along.
    private const long UnsureMs = 20_000;

    private readonly VirtualTime _time;
    private readonly Action<SensorFrame> _send;
    private readonly SeededRandom _random;
    private readonly byte[] _address;
    private readonly byte[] _key;
    private readonly SortedDictionary<byte, bool> _binaries = [];
    private readonly SortedDictionary<byte, Func<long>> _registers = [];
    private byte _packet;
    private uint _heardCounter;
    private uint _believedCounter;
    private bool _isHeard;
    private long _heardMs;
    private IReadOnlyList<byte> _heardActive = [];

    /// <param name="time">The world's time.</param>
    /// <param name="address">Its Bluetooth address as 48 bits.</param>
    /// <param name="key">Its key, 16 bytes.</param>
    /// <param name="send">What brings its frames into the air.</param>
    /// <param name="random">Draws its delays.</param>
    public VirtualSensor(VirtualTime time, long address, byte[] key, Action<SensorFrame> send, SeededRandom random)
    {
        Address = address;
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, address);
        (_time, _address, _key, _send, _random) = (time, bytes[2..], key, send, random);
    }

    /// <summary>A frame of it has reached the node, and is none that was heard before.</summary>
    public event Action<SensorFrame>? Heard;

    /// <summary>Its Bluetooth address as 48 bits.</summary>
    public long Address { get; }

    /// <summary>From one word to the next while nothing happens, in milliseconds.</summary>
    public long IntervalMs { get; init; } = 60_000;

    /// <summary>How often each frame is sent.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>Charge of its battery, 0 to 100.</summary>
    public int BatteryPercent { get; private set; } = FullPercent;

    /// <summary>Whether it is out of order, or out of reach: nothing leaves it.</summary>
    public bool IsDead { get; set; }

    /// <summary>The counter of its newest frame; a changed battery may set it back.</summary>
    public uint Counter { get; set; }

    /// <summary>Its battery is nearly empty.</summary>
    public void WeakenBattery()
    {
        BatteryPercent = WeakPercent;
    }

    /// <summary>Its battery is full again.</summary>
    public void ChargeBattery()
    {
        BatteryPercent = FullPercent;
    }

    /// <summary>It has a new battery, and its counter begins again.</summary>
    public void ChangeBattery()
    {
        ChargeBattery();
        Counter = 0;
    }

    /// <summary>Begins to speak, in the middle of an interval.</summary>
    public void Begin()
    {
        _time.After(_random.Next(IntervalMs) + 1, Beacon);
    }

    /// <summary>Has it tell of a binary object, normal at first.</summary>
    public void Watch(byte id)
    {
        if (id != Button)
        {
            _binaries[id] = id == Safety;
        }
    }

    /// <summary>Has it tell of a register in thousandths of its unit, four bytes.</summary>
    public void Read(byte id, Func<long> register)
    {
        _registers[id] = register;
    }

    /// <summary>What it watches becomes active or normal; a button is pressed as it becomes active.</summary>
    public void Show(byte id, bool isActive)
    {
        if (id != Button)
        {
            // Of safety alone, 1 is the good one.
            _binaries[id] = isActive != (id == Safety);
            Speak(isPressed: false);
        }
        else if (isActive)
        {
            Speak(isPressed: true);
        }
    }

    /// <summary>The node is told to take whatever counter comes next.</summary>
    public void Pair()
    {
        _heardCounter = _believedCounter = 0;
    }

    /// <summary>Whether the node cannot know how it is: nothing new of it was heard since the start, or for too long.</summary>
    public bool IsUnheard(long silentAfterMs)
    {
        return !_isHeard || _time.NowMs - _heardMs >= silentAfterMs;
    }

    /// <summary>Whether what it watches was active when the node heard of it last.</summary>
    public bool WasHeardActive(byte id)
    {
        return _isHeard && _heardActive.Contains(id);
    }

    /// <summary>The node has lost power: what it heard is no longer of now.</summary>
    internal void Forget()
    {
        _isHeard = false;
        _heardActive = [];
    }

    /// <summary>
    /// A frame has reached the node: it believes one with a counter above those before. After a start that may be one that it heard right
    /// before the loss of power and did not come to believe; somebody may have recorded it.
    /// </summary>
    internal void NoteHeard(SensorFrame frame)
    {
        bool isNew = frame.Counter > _heardCounter;
        if (!isNew && (_isHeard || frame.Counter <= _believedCounter))
        {
            return;
        }

        _believedCounter = _time.NowMs - _heardMs > UnsureMs ? _heardCounter : _believedCounter;
        (_isHeard, _heardMs, _heardActive) = (true, _time.NowMs, frame.Active);
        if (isNew)
        {
            _heardCounter = frame.Counter;
            Heard?.Invoke(frame);
        }
    }

    private void Beacon()
    {
        Speak(isPressed: false);
        _time.After(IntervalMs + _random.Next(DelayMaxMs), Beacon);
    }

    private void Speak(bool isPressed)
    {
        Counter++;
        _packet = unchecked((byte)(_packet + 1));
        List<byte> objects = [PacketId, _packet, Battery, (byte)BatteryPercent];
        foreach ((byte id, bool isOne) in _binaries)
        {
            objects.AddRange([id, (byte)(isOne ? 1 : 0)]);
        }

        if (isPressed)
        {
            objects.AddRange([Button, Press]);
        }

        foreach ((byte id, Func<long> register) in _registers)
        {
            byte[] value = new byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32LittleEndian(value, (uint)(register() & uint.MaxValue));
            objects.AddRange([id, .. value]);
        }

        IEnumerable<byte> active = _binaries.Where(binary => binary.Value != (binary.Key == Safety)).Select(binary => binary.Key);
        SensorFrame frame = new(this, Counter, [.. isPressed ? active.Append(Button) : active], Seal([.. objects]));
        long delayMs = 0;
        for (int i = 0; i < Repeats; i++)
        {
            _time.After(delayMs, () => Send(frame));
            delayMs += RepeatGapMs + _random.Next(DelayMaxMs);
        }
    }

    private void Send(SensorFrame frame)
    {
        if (!IsDead)
        {
            _send(frame);
        }
    }

    private byte[] Seal(byte[] objects)
    {
        byte[] data = new byte[1 + objects.Length + sizeof(uint) + TagBytes];
        data[0] = TriggeredEncrypted;
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(1 + objects.Length), Counter);
        byte[] nonce = [.. _address, 0xD2, 0xFC, data[0], .. data[(1 + objects.Length)..^TagBytes]];
        using AesCcm ccm = new(_key);
        ccm.Encrypt(nonce, objects, data.AsSpan(1, objects.Length), data.AsSpan(data.Length - TagBytes));
        return data;
    }
}
