namespace Wugang.Sim.Board;

/// <summary>
/// A DS3231 by its data sheet (19-5170, rev. 10): registers with the time in BCD, an address that counts on and starts again behind the last
/// one, a status bit for an oscillator that has stood still. It has a battery and runs on without the board's power.
/// </summary>
/// <param name="world">The time by which its oscillator runs.</param>
public sealed class VirtualDs3231(TimeProvider world) : IVirtualI2cDevice
{
    /// <summary>Its address on the bus, 7 bits.</summary>
    public const int Address = 0x68;

    private const int TimeCount = 0x07;
    private const int Control = 0x0E;
    private const int Status = 0x0F;
    private const int RegisterCount = 0x13;
    private const int CenturyBit = 0x80;
    private const int TwelveHoursBit = 0x40;
    private const int OscillatorStoppedBit = 0x80;

    // After the battery was put in: oscillator on, interrupts at the pin; the oscillator has stood still, 32 kHz at the pin.
    private readonly byte[] _registers = Fresh();
    private DateTimeOffset _countedTo = world.GetUtcNow();
    private int _address;

    /// <summary>Somebody takes the battery out and puts it in again: it begins anew on 1 January 2000 and says so.</summary>
    public void ChangeBattery()
    {
        Fresh().CopyTo(_registers, 0);
        _countedTo = world.GetUtcNow();
    }

    public void Transfer(ReadOnlySpan<byte> written, Span<byte> read)
    {
        CountOn();
        for (int i = 0; i < written.Length; i++)
        {
            if (i == 0)
            {
                _address = written[0] % RegisterCount;
            }
            else
            {
                Write(written[i]);
            }
        }

        for (int i = 0; i < read.Length; i++)
        {
            read[i] = _registers[_address];
            _address = (_address + 1) % RegisterCount;
        }
    }

    private static byte[] Fresh()
    {
        byte[] registers = new byte[RegisterCount];
        (registers[3], registers[4], registers[5]) = (1, 1, 1);
        (registers[Control], registers[Status]) = (0x1C, 0x88);
        return registers;
    }

    private void Write(byte value)
    {
        if (_address == 0)
        {
            // Writing the seconds starts the second anew.
            _countedTo = world.GetUtcNow();
        }

        // The bit of the oscillator that has stood still can be taken away and not put there.
        _registers[_address] = _address == Status
            ? (byte)((value & ~OscillatorStoppedBit) | (value & _registers[Status] & OscillatorStoppedBit))
            : value;
        _address = (_address + 1) % RegisterCount;
    }

    /// <summary>Counts the seconds that have passed, over the ends of minutes, hours, days, months, years and the century.</summary>
    private void CountOn()
    {
        long seconds = (long)(world.GetUtcNow() - _countedTo).TotalSeconds;
        if (seconds <= 0)
        {
            return;
        }

        _countedTo += TimeSpan.FromSeconds(seconds);
        if ((_registers[2] & TwelveHoursBit) != 0)
        {
            throw new NotSupportedException("The virtual DS3231 counts 24 hours only: leave bit 6 of the hours at 0.");
        }

        DateTime before = new(
            2000 + Number(_registers[6]) + ((_registers[5] & CenturyBit) != 0 ? 100 : 0),
            Number((byte)(_registers[5] & ~CenturyBit)),
            Number(_registers[4]),
            Number(_registers[2]),
            Number(_registers[1]),
            Number(_registers[0]));
        DateTime now = before.AddSeconds(seconds);
        int days = (int)(now.Date - before.Date).TotalDays;
        byte[] time =
        [
            Digits(now.Second), Digits(now.Minute), Digits(now.Hour), (byte)(((_registers[3] - 1 + days) % 7) + 1), Digits(now.Day),
            (byte)(Digits(now.Month) | (now.Year >= 2100 ? CenturyBit : 0)), Digits(now.Year % 100),
        ];
        time.CopyTo(_registers.AsSpan(0, TimeCount));
    }

    private static int Number(byte digits)
    {
        return ((digits >> 4) * 10) + (digits & 0x0F);
    }

    private static byte Digits(int number)
    {
        return (byte)(((number / 10) << 4) | (number % 10));
    }
}
