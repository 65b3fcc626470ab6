using Wugang.Firmware.Core.Metering;

namespace Wugang.Firmware.Node.Meters;

/// <summary>Bus meters and the pulse meters on their supplies, each pair held against one another.</summary>
internal sealed class MeterPairs
{
    private readonly MeterPoint[] _points;

    // By the place of the bus meter; null, and nobody, where nothing is beside it.
    private readonly Reconciliation[] _reconciliations;
    private readonly MeterPoint[] _partners;

    public MeterPairs(MeterPoint[] points)
    {
        _points = points;
        _reconciliations = new Reconciliation[points.Length];
        _partners = new MeterPoint[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            PairUp(i);
        }
    }

    /// <summary>Compares what was read at the end of an interval, and tells both what speaks against them.</summary>
    public void Reconcile()
    {
        for (int i = 0; i < _points.Length; i++)
        {
            MeterPoint bus = _points[i];
            MeterPoint pulse = _partners[i];
            if (pulse != null && bus.IsBelieved && pulse.IsBelieved)
            {
                _reconciliations[i].Take(bus.Count, pulse.ToRegister(pulse.Count));
                bus.PartnerFaults = _reconciliations[i].BusFaults;
                pulse.PartnerFaults = _reconciliations[i].PulseFaults;
            }
        }
    }

    private void PairUp(int place)
    {
        MeterPoint bus = _points[place];
        for (int i = 0; i < _points.Length; i++)
        {
            MeterPoint pulse = _points[i];
            if (bus.Settings.Beside != null && pulse.Settings.Name == bus.Settings.Beside)
            {
                _partners[place] = pulse;
                _reconciliations[place] = new Reconciliation(
                    bus.Settings.Step, bus.Settings.RolloverAt, pulse.Settings.Step);
            }
        }
    }
}
