using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;

namespace Wugang.Sim.World.Meters;

/// <summary>
/// Finds the virtual meter for what a node's settings expect on its line. What settings leave open, such as the vendor's
/// habits and where the register starts, follows from the seed.
/// </summary>
public static class MeterFitter
{
    private const string AnyDigits = "AA";
    private const long StartMin = 10_000;
    private const long StartMax = 9_000_000;

    private const int BitsPerWord = 16;
    private const int MaxWords = 2;

    /// <summary>Hangs the meter on the line.</summary>
    /// <param name="settings">What the node expects; a meter on a serial line.</param>
    /// <param name="line">The line.</param>
    /// <param name="faults">What goes wrong when it answers.</param>
    /// <param name="owner">The node, so that no two meters of a world are alike.</param>
    /// <param name="seed">The seed of the world.</param>
    /// <param name="consumption">What flows through it; null for a kindergarten's days from now on.</param>
    /// <exception cref="ArgumentException">It is a pulse meter.</exception>
    public static VirtualMeter Hang(
        MeterSettings settings,
        Rs485Line line,
        AnswerFaults faults,
        string owner,
        long seed,
        Consumption? consumption = null)
    {
        string name = $"{owner}/{settings.Name}";
        SeededRandom habits = new(seed, name + "/habits");
        consumption ??= Consumption.Of(settings.Medium, line.Time.NowMs, seed, name);
        MeterRegister register = MakeRegister(settings, line.Time, habits, consumption);
        VirtualMeter meter = settings.Source switch
        {
            MeterSource.Dlt645 => new Dlt645VirtualMeter(line, AddressOf(settings.Bus), register, settings.Bus.Line, seed)
            {
                TurnRoundMs = (int)habits.Between(20, 200),
                WakeUpCount = (int)habits.Between(0, 4),
            },
            MeterSource.Cjt188 => MakeCjt188(settings.Bus, line, register, habits, seed),
            MeterSource.Modbus => MakeModbus(settings.Bus, line, register, habits, seed),
            MeterSource.Pulse or MeterSource.Bthome or _ => throw new ArgumentException($"{settings.Name} is no meter on a serial line.", nameof(settings)),
        };
        meter.Faults = faults;
        return meter;
    }

    private static MeterRegister MakeRegister(
        MeterSettings settings, VirtualTime time, SeededRandom habits, Consumption consumption)
    {
        long step = settings.Step;
        long start = habits.Between(StartMin, StartMax) / step * step;
        long rollover = settings.RolloverAt > 0 ? settings.RolloverAt
            : settings.Bus.Row is { } row ? step * CountOf(row)
            : Dlt645VirtualMeter.Rollover;
        return new MeterRegister(time, consumption, start, step, rollover);
    }

    private static Cjt188VirtualMeter MakeCjt188(
        BusSettings bus, Rs485Line line, MeterRegister register, SeededRandom habits, long seed)
    {
        return new Cjt188VirtualMeter(line, bus.Kind, AddressOf(bus), register, bus.Line, seed)
        {
            TurnRoundMs = (int)habits.Between(20, 200),
            WakeUpCount = (int)habits.Between(0, 4),
            AnswersIn = (IdentifierOrder)habits.Next(3),
            IsDeafToOtherOrder = habits.Next(4) == 0,
            IsShort = habits.Next(8) == 0,
            HasClock = habits.Next(4) > 0,
            RepeatsSequence = bus.ChecksSequence,
        };
    }

    private static ModbusVirtualMeter MakeModbus(
        BusSettings bus, Rs485Line line, MeterRegister register, SeededRandom habits, long seed)
    {
        ModbusRow row = bus.Row;
        return new ModbusVirtualMeter(
            line, (byte)bus.Unit, row.Address, row.WordCount, row.IsHighWordFirst, register, bus.Line, seed)
        {
            TurnRoundMs = (int)habits.Between(5, 100),
        };
    }

    /// <summary>How many steps the number of a Modbus meter counts before it is 0 again; four words never get there.</summary>
    private static long CountOf(ModbusRow row)
    {
        return 1L << (BitsPerWord * Math.Min(row.WordCount, MaxWords));
    }

    /// <summary>The whole address, where settings leave it to the meter or shorten it.</summary>
    private static string AddressOf(BusSettings bus)
    {
        int digits = bus.Protocol == MeterSource.Dlt645 ? 12 : 14;
        string address = bus.Address ?? "1".PadLeft(digits, '0');
        return address.Replace(AnyDigits, "00", StringComparison.Ordinal);
    }
}
