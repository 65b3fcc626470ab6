using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>An output that remembers.</summary>
internal sealed class FakeOutput : IDigitalOutput
{
    private readonly string _name;
    private readonly EffectLog _log;

    public FakeOutput(string name, EffectLog log)
    {
        _name = name;
        _log = log;
    }

    public bool IsOn { get; private set; }

    public void Write(bool isOn)
    {
        IsOn = isOn;
        _log.Add(_name + (isOn ? " on" : " off"));
    }
}
