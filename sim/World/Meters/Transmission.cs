using Wugang.Firmware.Core.Config;

namespace Wugang.Sim.World.Meters;

/// <summary>
/// Bytes that one end of a line sends in one go, each with the microsecond at which it has arrived. Who listens with
/// another speed or parity, or while somebody else speaks too, hears rubbish.
/// </summary>
internal sealed class Transmission
{
    private const long UsPerSecond = 1_000_000;
    private const int StartAndDataBits = 9;

    private readonly byte[] _bytes;
    private readonly List<Transmission> _crossing = [];
    private readonly int _bitsPerByte;

    /// <param name="sender">Who speaks.</param>
    /// <param name="settings">How; <c>default</c> for a sender without speed, whom everybody hears at once.</param>
    /// <param name="startUs">When it begins, microseconds since 1970 UTC.</param>
    /// <param name="bytes">What is said.</param>
    public Transmission(LineEnd sender, LineSettings settings, long startUs, byte[] bytes)
    {
        Sender = sender;
        Settings = settings;
        StartUs = startUs;
        _bytes = bytes;
        Count = bytes.Length;
        _bitsPerByte = StartAndDataBits + (settings.Parity == LineParity.None ? 0 : 1) + settings.StopBits;
    }

    public LineEnd Sender { get; }

    public LineSettings Settings { get; }

    public long StartUs { get; }

    /// <summary>How many bytes are sent in the end: fewer than were meant where the sender lost its power.</summary>
    public int Count { get; private set; }

    /// <summary>When the last byte has arrived, microseconds since 1970 UTC.</summary>
    public long EndUs => EndOf(Count - 1);

    /// <summary>When a byte has arrived, microseconds since 1970 UTC.</summary>
    public long EndOf(int index)
    {
        return Settings.BitsPerSecond == 0
            ? StartUs
            : StartUs + ((index + 1) * _bitsPerByte * UsPerSecond / Settings.BitsPerSecond);
    }

    /// <summary>The byte as somebody hears it who listens with these settings; <c>default</c> hears everything.</summary>
    public byte Hear(int index, LineSettings listener)
    {
        bool isUnderstood = Settings.BitsPerSecond == 0
            || listener.BitsPerSecond == 0
            || (listener.BitsPerSecond == Settings.BitsPerSecond && listener.Parity == Settings.Parity);
        return isUnderstood && !_crossing.Any(other => IsSpoiltBy(other, index))
            ? _bytes[index]
            : (byte)(_bytes[index] ^ RubbishAt(index));
    }

    /// <summary>Whether that end spoke too while this byte was on the line.</summary>
    public bool IsCrossedBy(LineEnd end, int index)
    {
        return _crossing.Any(other => other.Sender == end && IsSpoiltBy(other, index));
    }

    /// <summary>Notes that both are spoken at the same time.</summary>
    public void Cross(Transmission other)
    {
        _crossing.Add(other);
        other._crossing.Add(this);
    }

    /// <summary>The sender falls silent, in the middle of a byte perhaps.</summary>
    public void StopAt(long atUs)
    {
        while (Count > 0 && EndOf(Count - 1) > atUs)
        {
            Count--;
        }
    }

    private bool IsSpoiltBy(Transmission other, int index)
    {
        return EndOf(index - 1) < other.EndUs && other.StartUs < EndOf(index);
    }

    /// <summary>Which bits are heard wrongly; never none.</summary>
    private int RubbishAt(int index)
    {
        return (int)(((StartUs / 64) + (index * 91)) & 0xFF) | 1;
    }
}
