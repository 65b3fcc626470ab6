namespace Wugang.Sim.Board;

/// <summary>What the chip's one radio does.</summary>
internal enum BluetoothMode
{
    NotRunning,
    Server,
    Client,
}
