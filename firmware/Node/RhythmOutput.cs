using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>An output that plays what the alarm system says. A board without it leaves it out.</summary>
internal sealed class RhythmOutput
{
    private readonly RhythmPlayer _player;
    private readonly IDigitalOutput _output;
    private bool _isOn;

    /// <param name="player">What is played.</param>
    /// <param name="output">Where; null where the board has no such output.</param>
    public RhythmOutput(RhythmPlayer player, IDigitalOutput output)
    {
        _player = player;
        _output = output;
    }

    /// <summary>Switches the output as it must be at this time.</summary>
    public void Write(long nowMs)
    {
        bool isOn = _player.IsOnAt(nowMs);
        if (_output != null && isOn != _isOn)
        {
            _isOn = isOn;
            _output.Write(isOn);
        }
    }

    /// <summary>When it must be switched next.</summary>
    public long DueMs(long nowMs)
    {
        return _output == null ? long.MaxValue : _player.NextChangeMs(nowMs);
    }
}
