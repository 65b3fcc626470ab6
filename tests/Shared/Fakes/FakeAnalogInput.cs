using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A voltage that a test sets.</summary>
internal sealed class FakeAnalogInput : IAnalogInput
{
    public int Level { get; set; }

    public int Read()
    {
        return Level;
    }
}
