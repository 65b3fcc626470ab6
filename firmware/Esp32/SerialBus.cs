using System;
using System.IO.Ports;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>
/// A UART with an RS-485 transceiver. The chip's driver holds up who writes until the bytes have left, so each request
/// gets a thread of its own; reading only takes what has arrived. A line that fails is a line on which nobody answers.
/// </summary>
internal sealed class SerialBus : IByteBus
{
    private const int DataBits = 8;
    private const int FirstBitsPerSecond = 2400;
    private const int WriteTimeoutMs = 2000;
    private const int FunctionsOfPort = DeviceFunction.COM2_TX - DeviceFunction.COM1_TX;

    private readonly SerialPort _port;
    private byte[] _request;

    public SerialBus(SerialLineSettings line)
    {
        int functions = (line.Port - 1) * FunctionsOfPort;
        Configuration.SetPinFunction(line.TransmitPin, DeviceFunction.COM1_TX + functions);
        Configuration.SetPinFunction(line.ReceivePin, DeviceFunction.COM1_RX + functions);
        _port = new SerialPort("COM" + line.Port.ToString(), FirstBitsPerSecond, Parity.Even, DataBits, StopBits.One);
        if (line.DirectionPin != NodeSettings.NoPin)
        {
            Configuration.SetPinFunction(line.DirectionPin, DeviceFunction.COM1_RTS + functions);
            _port.Mode = SerialMode.RS485;
        }

        _port.WriteTimeout = WriteTimeoutMs;
        _port.Open();
    }

    public void Configure(LineSettings settings)
    {
        _port.BaudRate = settings.BitsPerSecond;
        _port.Parity = ParityOf(settings.Parity);
        _port.StopBits = settings.StopBits == 1 ? StopBits.One : StopBits.Two;
    }

    public void Write(byte[] buffer, int offset, int count)
    {
        byte[] request = new byte[count];
        Array.Copy(buffer, offset, request, 0, count);
        _request = request;
        new Thread(Send).Start();
    }

    public int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            int waiting = _port.BytesToRead;
            return waiting == 0 ? 0 : _port.Read(buffer, offset, waiting < count ? waiting : count);
        }
        catch (Exception)
        {
            // Whatever the driver did not like, no byte has come of it.
            return 0;
        }
    }

    private void Send()
    {
        try
        {
            byte[] request = _request;
            _port.Write(request, 0, request.Length);
        }
        catch (Exception)
        {
            // What has not left is not answered, and silence is what a line is ready for.
        }
    }

    private static Parity ParityOf(LineParity parity)
    {
        switch (parity)
        {
            case LineParity.None:
                return Parity.None;

            case LineParity.Even:
                return Parity.Even;

            case LineParity.Odd:
                return Parity.Odd;

            default:
                throw new ArgumentOutOfRangeException(nameof(parity));
        }
    }
}
