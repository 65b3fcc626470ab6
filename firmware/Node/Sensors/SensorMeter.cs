using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Bthome;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Firmware.Node.Sensors;

/// <summary>A meter that a radio sensor reads: its newest register that was believed, and since when it is.</summary>
internal sealed class SensorMeter
{
    private const int Digits = 10;
    private const int DecimalCount = 3;
    private const int MsPerSecond = 1000;

    private readonly Medium _medium;
    private readonly string _address;
    private readonly long _silentAfterMs;
    private MeterValue _value;
    private long _heardMs;

    public SensorMeter(MeterSettings meter)
    {
        _medium = meter.Medium;
        _address = WithoutColons(meter.Sensor.Address);
        _silentAfterMs = (long)meter.Sensor.SilentAfterS * MsPerSecond;
    }

    /// <summary>Takes what a believed advertisement says of the meter; of several registers the first.</summary>
    public void Hear(BthomeObjects objects, long atMs)
    {
        bool isFound = false;
        objects.Restart();
        AdvertisementStatus status;
        while (!isFound && objects.MoveNext(out status))
        {
            isFound = IsRegister(objects.Id);
        }

        if (isFound)
        {
            _value = new MeterValue(objects.Value, Digits, DecimalCount);
            _heardMs = atMs;
        }
    }

    /// <summary>The register as it was heard last; no answer where that is too long ago.</summary>
    public MeterReading Read(long nowMs)
    {
        if (_value.DigitCount == 0 || nowMs - _heardMs > _silentAfterMs)
        {
            return MeterReading.Failed(ReadingStatus.NoAnswer, 0, nowMs);
        }

        MeterUnit unit = UnitOf(_medium);
        return MeterUnits.TryToRegister(_value, unit, out long register)
            ? MeterReading.OfRegister(_value, unit, register, _address, _heardMs)
            : MeterReading.Failed(ReadingStatus.OutOfRange, 0, nowMs);
    }

    private bool IsRegister(byte id)
    {
        return _medium == Medium.Electricity ? id == BthomeObject.EnergyMeter || id == BthomeObject.EnergyMeter4
            : _medium == Medium.Gas ? id == BthomeObject.GasMeter || id == BthomeObject.GasMeter4
            : id == BthomeObject.WaterMeter;
    }

    private static MeterUnit UnitOf(Medium medium)
    {
        return medium == Medium.Electricity ? MeterUnit.KilowattHour
            : medium == Medium.Gas ? MeterUnit.CubicMetre
            : MeterUnit.Litre;
    }

    private static string WithoutColons(string address)
    {
        string digits = "";
        for (int i = 0; i < address.Length; i++)
        {
            digits += address[i] == ':' ? "" : address[i].ToString();
        }

        return digits;
    }
}
