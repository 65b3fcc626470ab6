using Wugang.Sim.Board;

namespace nanoFramework.Networking;

/// <summary>
/// The time client of the calling board. The host's clock stands for every time server, so that an update succeeds
/// at once, or as soon as the network is within reach.
/// </summary>
public class Sntp
{
    public static bool IsStarted => State.IsStarted;

    public static string Server1
    {
        get => State.Server1;
        set => State.Server1 = value;
    }

    public static string Server2
    {
        get => State.Server2;
        set => State.Server2 = value;
    }

    private static SntpState State => PowerCycle.Current.StaticOf<SntpState>();

    /// <summary>Starts periodic updates, the first of them at once.</summary>
    public static void Start()
    {
        State.IsStarted = true;
        UpdateNow();
    }

    public static void Stop()
    {
        State.IsStarted = false;
    }

    public static void UpdateNow()
    {
        State.Ask(VirtualBoard.Current);
    }
}
