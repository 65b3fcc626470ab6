extern alias Desktop;

using Desktop::System.IO.Ports;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Sim.App.Meters;

/// <summary>A serial port of this computer, such as a USB adapter for RS-485, as the node's drivers use one.</summary>
internal sealed class PortBus : IByteBus, IDisposable
{
    private const int DataBits = 8;

    private readonly SerialPort _port;
    private readonly bool _hasParity;

    /// <summary>Opens the port at this speed.</summary>
    /// <exception cref="IOException">It is not there, or cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not for this user, is in use, or is no serial port.</exception>
    public PortBus(string path, LineSettings settings)
    {
        if (!OperatingSystem.IsWindows() && !File.Exists(path))
        {
            throw new FileNotFoundException("There is no such file.");
        }

        _hasParity = !PseudoTerminal.IsOne(path);
        _port = new SerialPort(path, settings.BitsPerSecond, ParityOf(settings), DataBits, StopBitsOf(settings));
        _port.Open();
    }

    public void Configure(LineSettings settings)
    {
        _port.BaudRate = settings.BitsPerSecond;
        _port.Parity = ParityOf(settings);
        _port.StopBits = StopBitsOf(settings);
    }

    public void Write(byte[] buffer, int offset, int count)
    {
        _port.Write(buffer, offset, count);
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        int waiting = _port.BytesToRead;
        return waiting == 0 ? 0 : _port.Read(buffer, offset, Math.Min(waiting, count));
    }

    public void Dispose()
    {
        _port.Dispose();
    }

    private Parity ParityOf(LineSettings settings)
    {
        return settings.Parity switch
        {
            _ when !_hasParity => Parity.None,
            LineParity.None => Parity.None,
            LineParity.Even => Parity.Even,
            LineParity.Odd => Parity.Odd,
            _ => throw new ArgumentOutOfRangeException(nameof(settings)),
        };
    }

    private static StopBits StopBitsOf(LineSettings settings)
    {
        return settings.StopBits == 1 ? StopBits.One : StopBits.Two;
    }
}
