namespace nanoFramework.Networking;

/// <summary>What the time client of one board knows since power-on.</summary>
internal sealed class SntpState
{
    public bool IsStarted { get; set; }

    public bool IsSynchronised { get; set; }

    public string Server1 { get; set; } = "0.pool.ntp.org";

    public string Server2 { get; set; } = "1.pool.ntp.org";
}
