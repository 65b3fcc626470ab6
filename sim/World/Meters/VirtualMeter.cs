using Wugang.Firmware.Core.Config;

namespace Wugang.Sim.World.Meters;

/// <summary>
/// A meter on a line: it hears everything, answers what is meant for it after the time it takes to turn round, and now
/// and then wrongly.
/// </summary>
public abstract class VirtualMeter : LineEnd
{
    private const byte WakeUp = 0xFE;
    private const int UsPerMs = 1000;

    // Between two bytes of a request there is less than this.
    private const int ForgetUs = 500_000;
    private const int MaxHeardBytes = 512;
    private const int MostTurnedBack = 10_000;
    private const int MostShown = 9_000_000;
    private const int MaxNoiseBytes = 5;

    // In all three protocols the last byte but one belongs to the check.
    private const byte WrongBits = 0x55;

    private const int LateMinMs = 700;
    private const int LateMaxMs = 1500;
    private const int BetweenAnswersMs = 20;

    private readonly VirtualTime _time;
    private readonly SeededRandom _random;
    private readonly Passer _neighbour = new();
    private readonly List<byte> _heard = [];
    private long _heardUs;
    private long _freeMs;

    /// <summary>Hangs the meter on the line.</summary>
    /// <param name="line">Where it hangs.</param>
    /// <param name="name">Name of it, for what it draws at random.</param>
    /// <param name="register">What it counts.</param>
    /// <param name="settings">How it speaks.</param>
    /// <param name="seed">The seed of the world.</param>
    protected VirtualMeter(Rs485Line line, string name, MeterRegister register, LineSettings settings, long seed)
    {
        _time = line.Time;
        Line = line;
        _random = new SeededRandom(seed, name + "/answers");
        Register = register;
        Settings = settings;
        line.Attach(this);
    }

    /// <summary>Address as it is printed on the meter.</summary>
    public abstract string Address { get; set; }

    /// <summary>Where it hangs.</summary>
    public Rs485Line Line { get; }

    public MeterRegister Register { get; }

    public LineSettings Settings { get; }

    public AnswerFaults Faults { get; set; } = AnswerFaults.None;

    /// <summary>From the end of a request to the answer, in milliseconds; 20 to 500 by the standards.</summary>
    public int TurnRoundMs { get; init; } = 40;

    /// <summary>Bytes FE before each answer, 0 to 4 by the standards.</summary>
    public int WakeUpCount { get; init; }

    protected VirtualTime Time => _time;

    internal override void OnEnded(Transmission transmission)
    {
        Collect(transmission);
        byte[]? reply = Answer([.. _heard]);
        if (reply is not null)
        {
            _heard.Clear();
        }

        if (reply is { Length: > 0 })
        {
            Speak(reply);
            Age();
        }
    }

    /// <summary>Finds a whole frame among the bytes, and answers it if it is a request that is meant for this meter.</summary>
    /// <returns>The answer; empty where none is due; null where there is no whole frame yet.</returns>
    protected abstract byte[]? Answer(byte[] heard);

    /// <summary>Turns an answer into that of another meter: its address, its register, its checksum.</summary>
    protected abstract void Disguise(byte[] reply);

    private void Collect(Transmission transmission)
    {
        if (transmission.StartUs - _heardUs > ForgetUs || _heard.Count > MaxHeardBytes)
        {
            _heard.Clear();
        }

        for (int i = 0; i < transmission.Count; i++)
        {
            _heard.Add(transmission.Hear(i, Settings));
        }

        _heardUs = _time.NowMs * UsPerMs;
    }

    private void Speak(byte[] reply)
    {
        if (_random.Happens(Faults.Silences))
        {
            return;
        }

        long waitMs = _random.Happens(Faults.LateAnswers) ? _random.Between(LateMinMs, LateMaxMs) : TurnRoundMs;
        long atMs = Math.Max(_time.NowMs + waitMs, _freeMs);
        if (_random.Happens(Faults.NeighbourAnswers))
        {
            atMs = LetNeighbourAnswer(reply, atMs);
        }

        byte[] bytes = Spoil(reply);
        if (_random.Happens(Faults.Collisions))
        {
            Plan(atMs, _neighbour, Noise(bytes.Length));
        }

        Plan(atMs, this, bytes);
        _freeMs = EndOf(atMs, bytes.Length);
    }

    /// <summary>What happens to the register until the next answer.</summary>
    private void Age()
    {
        if (_random.Happens(Faults.TurnedBack))
        {
            Register.Jump(-_random.Between(1, MostTurnedBack));
        }

        if (_random.Happens(Faults.Replaced))
        {
            Register.Show(_random.Next(MostShown));
        }

        if (_random.Happens(Faults.Stuck))
        {
            ChangeStuck();
        }
    }

    private void ChangeStuck()
    {
        if (Register.IsStuck)
        {
            Register.Run();
        }
        else
        {
            Register.Stick();
        }
    }

    /// <summary>A neighbour answers as well, before or behind this meter.</summary>
    /// <returns>When this meter does.</returns>
    private long LetNeighbourAnswer(byte[] reply, long atMs)
    {
        byte[] other = [.. reply];
        Disguise(other);
        long laterMs = EndOf(atMs, WakeUpCount + reply.Length) + BetweenAnswersMs;
        bool isNeighbourFirst = _random.Next(2) == 0;
        Plan(isNeighbourFirst ? atMs : laterMs, _neighbour, other);
        return isNeighbourFirst ? laterMs : atMs;
    }

    private void Plan(long atMs, LineEnd sender, byte[] bytes)
    {
        _time.At(atMs, () => Line.Send(sender, Settings, bytes));
    }

    private byte[] Spoil(byte[] reply)
    {
        if (_random.Happens(Faults.WrongChecksums))
        {
            reply[^2] ^= WrongBits;
        }

        bool isCut = _random.Happens(Faults.TruncatedFrames);
        int count = isCut ? (int)_random.Between(1, reply.Length - 1) : reply.Length;
        byte[] noise = _random.Happens(Faults.NoiseBytes) ? Noise((int)_random.Between(1, MaxNoiseBytes)) : [];
        return [.. noise, .. Enumerable.Repeat(WakeUp, WakeUpCount), .. reply.AsSpan(0, count)];
    }

    private byte[] Noise(int count)
    {
        byte[] noise = new byte[count];
        _random.Fill(noise);
        return noise;
    }

    private long EndOf(long startMs, int byteCount)
    {
        return startMs + Settings.TransmitMs(byteCount);
    }

    /// <summary>Somebody on the line who only speaks.</summary>
    private sealed class Passer : LineEnd;
}
