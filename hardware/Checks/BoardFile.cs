using System.Collections;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Esp32;

namespace Wugang.Hardware.Checks;

/// <summary>A board file of the firmware: a configuration that has all of a board's parts, and which net each of its pins must be on.</summary>
public sealed class BoardFile
{
    private BoardFile(NodeSettings settings)
    {
        Settings = settings;
    }

    public NodeSettings Settings { get; }

    /// <summary>Reads it as the node does.</summary>
    /// <exception cref="FormatException">The node refuses it.</exception>
    public static BoardFile Parse(byte[] text)
    {
        NodeSettings? settings = SettingsText.Read(text, ChannelPins.OfEsp32S3(), out Hashtable _, out string[] errors);
        return settings is null ? throw new FormatException(string.Join('\n', errors)) : new BoardFile(settings);
    }

    /// <summary>The firmware's own pins and those of the file, with the net that the carrier board must have there.</summary>
    public IEnumerable<PinUse> PinUses()
    {
        return FixedPins().Concat(AlarmPins()).Concat(SupplyPins()).Concat(BatteryClockPins()).Concat(ZonePins()).Concat(MeterPins())
            .Where(use => use.Gpio != NodeSettings.NoPin);
    }

    private static PinUse[] FixedPins()
    {
        return
        [
            new PinUse("the setup button", SetupPins.Button, "SETUP_BUTTON"),
            new PinUse("the setup lamp", SetupPins.Lamp, "SETUP_LAMP"),
            new PinUse("the watchdog", WatchdogPins.Kick, "WATCHDOG"),
        ];
    }

    private PinUse[] AlarmPins()
    {
        ControlSettings controls = Settings.Controls;
        PinUse[] pins =
        [
            new PinUse("siren.pin", Settings.Siren.Pin, "SIREN"),
            new PinUse("controls.reset_pin", controls.ResetPin, "RESET_KEY"),
            new PinUse("controls.silence_pin", controls.SilencePin, "SILENCE_KEY"),
            new PinUse("controls.set_pin", controls.SetPin, "SET_KEY"),
            new PinUse("controls.buzzer_pin", controls.BuzzerPin, "BUZZER"),
            new PinUse("controls.status_led_pin", controls.StatusLedPin, "STATUS_LED"),
        ];
        return Settings.Siren.Loop is null
            ? pins
            : [.. pins, new PinUse("siren.loop.channel", GpioOf(Settings.Siren.Loop.Channel), "SIREN_LOOP")];
    }

    private IEnumerable<PinUse> SupplyPins()
    {
        SupplySettings supply = Settings.Supply;
        yield return new PinUse("supply.mains_pin", supply.MainsPin, "MAINS_LOST");
        if (supply.BatteryChannel != SupplySettings.NoChannel)
        {
            yield return new PinUse("supply.battery_channel", GpioOf(supply.BatteryChannel), "BATTERY_SENSE");
        }
    }

    private IEnumerable<PinUse> BatteryClockPins()
    {
        return Settings.BatteryClock is { } battery
            ? [new PinUse("battery_clock.sda_pin", battery.SdaPin, "SDA"), new PinUse("battery_clock.scl_pin", battery.SclPin, "SCL")]
            : [];
    }

    private IEnumerable<PinUse> ZonePins()
    {
        int loopNumber = 0;
        foreach (ZoneSettings zone in Settings.Zones)
        {
            if (zone.Loop is not null)
            {
                loopNumber++;
                yield return new PinUse($"zone {zone.Name}", GpioOf(zone.Loop.Channel), $"LOOP{loopNumber}");
            }
            else
            {
                yield return new PinUse($"zone {zone.Name}", zone.Pin, "TAMPER");
            }
        }
    }

    private IEnumerable<PinUse> MeterPins()
    {
        for (int i = 0; i < Settings.Lines.Length; i++)
        {
            string port = $"RS485{(char)('A' + i)}";
            yield return new PinUse($"lines[{i}].transmit_pin", Settings.Lines[i].TransmitPin, port + "_TX");
            yield return new PinUse($"lines[{i}].receive_pin", Settings.Lines[i].ReceivePin, port + "_RX");
            yield return new PinUse($"lines[{i}].direction_pin", Settings.Lines[i].DirectionPin, port + "_DIR");
        }

        int pulseNumber = 0;
        foreach (MeterSettings meter in Settings.Meters.Where(meter => meter.Pin != NodeSettings.NoPin))
        {
            pulseNumber++;
            yield return new PinUse($"meter {meter.Name}", meter.Pin, $"PULSE{pulseNumber}");
        }
    }

    private static int GpioOf(int channel)
    {
        return ChannelPins.OfEsp32S3()[channel];
    }
}
