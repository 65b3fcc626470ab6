using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A siren that remembers.</summary>
internal sealed class FakeSiren : ISirenOutput
{
    private readonly EffectLog _log;

    public FakeSiren(EffectLog log)
    {
        _log = log;
    }

    public bool IsSounding { get; private set; }

    public void Drive(bool isSounding)
    {
        IsSounding = isSounding;
        _log.Add(isSounding ? "siren on" : "siren off");
    }
}
