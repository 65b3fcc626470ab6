using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Bthome;
using Wugang.Sim.World.Meters;

namespace Wugang.Sim.World.Air;

/// <summary>Finds the virtual sensor for each that a node's settings name; what they leave open follows from the seed.</summary>
public static class SensorFitter
{
    private const long StartMin = 10_000;
    private const long StartMax = 900_000;
    private const long Thousand = 1000;
    private const long ObjectValues = 1L << 32;

    // A sensor must be able to miss two words before it is silent.
    private const int WordsWithinSilence = 4;
    private const int MsPerSecond = 1000;

    /// <summary>Hangs the sensors up and lets them speak.</summary>
    /// <param name="settings">What the node expects.</param>
    /// <param name="keys">The keys that both sides have.</param>
    /// <param name="air">Where they hang.</param>
    /// <param name="time">The world's time.</param>
    /// <param name="seed">The world's seed.</param>
    public static IReadOnlyDictionary<string, VirtualSensor> Hang(
        NodeSettings settings, NodeKeys keys, WorldAir air, VirtualTime time, long seed)
    {
        SortedDictionary<string, VirtualSensor> sensors = new(StringComparer.Ordinal);
        foreach (SensorSettings sensor in settings.Sensors)
        {
            string name = $"{settings.Node.Value}/{sensor.Name}";
            SeededRandom habits = new(seed, name + "/habits");
            long intervalMs = (long)sensor.SilentAfterS * MsPerSecond / WordsWithinSilence;
            sensors[sensor.Name] = air.Hang(
                SensorAddress.ToInteger(sensor.Address), keys.FindSensorSecret(sensor.Address), intervalMs, habits);
            foreach (MeterSettings meter in settings.Meters.Where(meter => meter.Sensor == sensor))
            {
                Fit(meter, sensors[sensor.Name], habits, Consumption.Of(meter.Medium, time.NowMs, seed, name), time);
            }

            sensors[sensor.Name].Begin();
        }

        return sensors;
    }

    /// <summary>Has a sensor read a meter.</summary>
    public static MeterRegister Fit(
        MeterSettings meter, VirtualSensor sensor, SeededRandom habits, Consumption consumption, VirtualTime time)
    {
        // Energy and gas are in thousandths of kWh and cubic metres, which are Wh and litres; water in thousandths of a litre.
        long factor = meter.Medium == Medium.Water ? Thousand : 1;
        MeterRegister register = new(time, consumption, habits.Between(StartMin, StartMax), 1, ObjectValues / factor);
        byte id = meter.Medium switch
        {
            Medium.Electricity => BthomeObject.EnergyMeter4,
            Medium.Gas => BthomeObject.GasMeter4,
            Medium.Water => BthomeObject.WaterMeter,
            _ => throw new ArgumentOutOfRangeException(nameof(meter)),
        };

        sensor.Read(id, () => register.Now * factor);
        return register;
    }
}
