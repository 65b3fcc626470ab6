using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A pulse counter that a test sets.</summary>
internal sealed class FakePulseInput : IPulseInput
{
    public long Count { get; set; }
}
