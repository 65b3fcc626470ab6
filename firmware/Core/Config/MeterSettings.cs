using Wugang.Firmware.Core.Metering;

namespace Wugang.Firmware.Core.Config;

/// <summary>One meter as it is configured: at a pulse output, on a serial line, or a radio sensor.</summary>
public sealed class MeterSettings
{
    /// <summary>Largest rate of an electricity meter where the settings do not say otherwise, in watts: 400 A on three phases.</summary>
    public const int DefaultMaxPowerW = 250000;

    /// <summary>Largest rate of a water or gas meter where the settings do not say otherwise, in litres an hour: DN 40.</summary>
    public const int DefaultMaxFlowLPerH = 40000;

    /// <summary>A meter at a pulse output.</summary>
    public MeterSettings(string name, Medium medium, int pin, PulseConstant constant)
        : this(name, medium)
    {
        Pin = pin;
        Constant = constant;
    }

    /// <summary>A meter on a serial line.</summary>
    public MeterSettings(string name, Medium medium, BusSettings bus)
        : this(name, medium)
    {
        Bus = bus;
    }

    /// <summary>A meter that a radio sensor reads.</summary>
    public MeterSettings(string name, Medium medium, SensorSettings sensor)
        : this(name, medium)
    {
        Sensor = sensor;
    }

    private MeterSettings(string name, Medium medium)
    {
        Name = name;
        Medium = medium;
        MaxPerHour = medium == Medium.Electricity ? DefaultMaxPowerW : DefaultMaxFlowLPerH;
    }

    public string Name { get; }

    public Medium Medium { get; }

    /// <summary>GPIO number of the pulse output; none of another meter.</summary>
    public int Pin { get; } = NodeSettings.NoPin;

    /// <summary>What a pulse stands for; <c>default</c> of another meter.</summary>
    public PulseConstant Constant { get; }

    /// <summary>How it is asked on a serial line; null of another meter.</summary>
    public BusSettings Bus { get; }

    /// <summary>The sensor that reads it; null of another meter.</summary>
    public SensorSettings Sensor { get; }

    public MeterSource Source
    {
        get { return Bus != null ? Bus.Protocol : Sensor != null ? MeterSource.Bthome : MeterSource.Pulse; }
    }

    /// <summary>The number on the meter's plate; empty where it is not known.</summary>
    public string Serial { get; set; } = "";

    /// <summary>Largest rate that is plausible, in watt-hours (so: watts) or litres an hour.</summary>
    public int MaxPerHour { get; set; }

    /// <summary>The register at which the meter starts again from 0, in watt-hours or litres; 0 where it never does.</summary>
    public long RolloverAt { get; set; }

    /// <summary>The pulse meter on the same supply; null where there is none.</summary>
    public string Beside { get; set; }

    /// <summary>Smallest step of the register, in watt-hours or litres; at least 1.</summary>
    public long Step
    {
        get
        {
            long step = Bus != null ? Bus.Step : Sensor != null ? 1 : Constant.ToRegister(1);
            return step > 1 ? step : 1;
        }
    }
}
