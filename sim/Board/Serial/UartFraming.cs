using System.IO.Ports;

namespace Wugang.Sim.Board;

/// <summary>Speed and framing that firmware has set on a UART.</summary>
public sealed record UartFraming(int BaudRate, Parity Parity, StopBits StopBits);
