using Wugang.Sim.Board;

namespace nanoFramework.Networking;

/// <summary>What the time client of one board knows since power-on.</summary>
internal sealed class SntpState
{
    public bool IsStarted { get; set; }

    public bool IsSynchronised { get; set; }

    /// <summary>Asks the time server, which answers while the network is within reach.</summary>
    public void Ask(VirtualBoard board)
    {
        if (board.Wifi.IsInReach && !board.Clock.IsServerSilent)
        {
            IsSynchronised = true;
            board.Clock.SetRight();
        }
    }

    public string Server1 { get; set; } = "0.pool.ntp.org";

    public string Server2 { get; set; } = "1.pool.ntp.org";
}
