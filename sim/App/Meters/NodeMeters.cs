using Wugang.Firmware.Core.Config;
using Wugang.Sim.Board;
using Wugang.Sim.World.Meters;
using BoardParity = System.IO.Ports.Parity;
using BoardStopBits = System.IO.Ports.StopBits;

namespace Wugang.Sim.App.Meters;

/// <summary>The virtual meters on the serial lines of a virtual ESP32, in real time, with the pulse outputs beside them.</summary>
internal sealed class NodeMeters : IDisposable
{
    private const int PulsePauseMs = 250;
    private const long Seed = 1;

    private readonly VirtualBoard _board;
    private readonly Dictionary<int, LiveLine> _lines = [];
    private readonly List<LineListener> _listeners = [];
    private readonly Dictionary<string, (LiveLine Line, VirtualMeter Meter)> _meters = [];

    /// <summary>Hangs a meter on its line for each that the settings name.</summary>
    /// <param name="board">The board at whose UARTs the lines are.</param>
    /// <param name="settings">Its node's settings.</param>
    /// <param name="use">What flows through them.</param>
    public NodeMeters(VirtualBoard board, NodeSettings settings, BuildingUse use)
    {
        _board = board;
        foreach (SerialLineSettings line in settings.Lines)
        {
            _lines[line.Port] = Connect(board.Uarts[line.Port]);
            _listeners.Add(new LineListener(board.Uarts[line.Port], _lines[line.Port]));
        }

        foreach (MeterSettings meter in settings.Meters.Where(meter => meter.Bus is not null))
        {
            LiveLine line = _lines[meter.Bus.Port];
            VirtualMeter virtualMeter = line.Do(
                wires => MeterFitter.Hang(meter, wires, AnswerFaults.None, settings.Node.Value, Seed, use.Of(meter)));
            _meters[meter.Name] = (line, virtualMeter);
            if (settings.Meters.FirstOrDefault(other => other.Name == meter.Beside) is { } partner)
            {
                ConnectPulses(line, virtualMeter, partner);
            }
        }
    }

    /// <summary>What was said last on each line.</summary>
    public IReadOnlyList<LineListener> Listeners => _listeners;

    /// <summary>The meters' names.</summary>
    public IEnumerable<string> Names => _meters.Keys;

    /// <summary>Pulses of a pulse meter that stands beside one of these.</summary>
    public event Action<string, int>? Pulsed;

    /// <summary>Looks at a meter, or does something to it.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public T Do<T>(string name, Func<VirtualMeter, T> act)
    {
        (LiveLine line, VirtualMeter meter) = _meters[name];
        return line.Do(_ => act(meter));
    }

    public void Dispose()
    {
        foreach (LiveLine line in _lines.Values)
        {
            line.Dispose();
        }
    }

    private static LiveLine Connect(VirtualUart uart)
    {
        LiveLine line = new();
        uart.Transmitted += bytes => line.Send(bytes, SettingsOf(uart.Framing!));
        line.Heard += value => uart.Receive([value]);
        return line;
    }

    private static LineSettings SettingsOf(UartFraming framing)
    {
        LineParity parity = framing.Parity switch
        {
            BoardParity.None => LineParity.None,
            BoardParity.Even => LineParity.Even,
            BoardParity.Odd => LineParity.Odd,
            _ => throw new InvalidOperationException("A UART has a parity that there is not."),
        };
        return new LineSettings(framing.BaudRate, parity, framing.StopBits == BoardStopBits.One ? 1 : 2);
    }

    private void ConnectPulses(LiveLine line, VirtualMeter meter, MeterSettings partner)
    {
        PulseOutput output = PulseOutput.Of(partner, meter.Register, bounces: 0);
        long given = line.Do(wires => output.GivenAt(wires.Time.NowMs));
        line.Every(PulsePauseMs, () => given = GivePulses(partner, output.GivenAt(meter.Line.Time.NowMs), given));
    }

    private long GivePulses(MeterSettings partner, long due, long given)
    {
        if (due > given)
        {
            _board.Pins[partner.Pin].Pulse((int)(due - given));
            Pulsed?.Invoke(partner.Name, (int)(due - given));
        }

        return due;
    }
}
