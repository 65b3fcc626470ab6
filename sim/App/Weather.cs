using Wugang.Sim.App.Brokers;
using Wugang.Sim.Scenarios.Text;

namespace Wugang.Sim.App;

/// <summary>
/// What goes wrong around the nodes: radio, clock and flash of each, the broker of all, and whether people come. The words are those of
/// scenarios, where they have the same act.
/// </summary>
/// <param name="forNodes">Does something at the nodes that words name, at all where none is named, and says what.</param>
/// <param name="broker">The broker, where it is this program's own.</param>
internal sealed class Weather(Func<string[], Action<VirtualNode>, Saying, CommandResult> forNodes, IMortalBroker? broker)
{
    private static readonly TimeSpan JumpMax = TimeSpan.FromDays(3650);

    /// <summary>Whether the people of the story come and go.</summary>
    public bool HasPeople { get; private set; } = true;

    /// <summary>Whether the broker runs, no longer from the moment at which it is stopped; null where somebody else's is used.</summary>
    public bool? IsBrokerUp { get; private set; } = broker is null ? null : true;

    /// <summary>Does it, or gives null where the words are none of this.</summary>
    public CommandResult? Execute(string[] words)
    {
        return words switch
        {
            ["link", "down", .. string[] node] => forNodes(node, n => n.SetReach(false), new Saying("无线网络中断", "Wi-Fi out of reach")),
            ["link", "up", .. string[] node] => forNodes(node, n => n.SetReach(true), new Saying("无线网络恢复", "Wi-Fi within reach")),
            ["flash", "fails", .. string[] node] => forNodes(node, n => n.SetFlash(false), new Saying("闪存拒绝写入", "the flash refuses to write")),
            ["flash", "works", .. string[] node] => forNodes(node, n => n.SetFlash(true), new Saying("闪存恢复", "the flash works again")),
            ["clock", "jumps", "ahead" or "back", string duration, .. string[] node] => Jump(words[2] == "back", duration, node),
            ["clock", "right", .. string[] node] => forNodes(node, n => n.SetClockRight(), new Saying("时钟已校准", "the clock is set right")),
            ["broker", "down"] => SetBroker(false),
            ["broker", "up"] => SetBroker(true),
            ["people", "come"] => SetPeople(true),
            ["people", "away"] => SetPeople(false),
            _ => null,
        };
    }

    private CommandResult Jump(bool isBack, string duration, string[] node)
    {
        if (Moment.ParseDuration(duration) is not { } milliseconds || milliseconds > JumpMax.TotalMilliseconds)
        {
            return CommandResult.Failed(
                $"时间长度写作 30s、5m、2h 或 1d，最长十年，不是“{duration}”。",
                $"A duration is written 30s, 5m, 2h or 1d, and is ten years at most; not '{duration}'.");
        }

        TimeSpan by = TimeSpan.FromMilliseconds(isBack ? -milliseconds : milliseconds);
        return forNodes(node, n => n.JumpClock(by), isBack
            ? new Saying($"时钟被拨慢 {duration}", $"the clock jumps back by {duration}")
            : new Saying($"时钟被拨快 {duration}", $"the clock jumps ahead by {duration}"));
    }

    private CommandResult SetBroker(bool isUp)
    {
        if (broker is null)
        {
            return CommandResult.Failed("消息服务器由他人运行。", "The broker is somebody else's: stop it there.");
        }

        if (IsBrokerUp != isUp)
        {
            // To stop takes a while, and clients learn of it one by one: none is cut off by a broker that is said to run.
            IsBrokerUp = false;
            try
            {
                (isUp ? broker.StartAsync() : broker.KillAsync()).GetAwaiter().GetResult();
            }
            catch (InvalidOperationException e)
            {
                return CommandResult.Failed(e.Message, e.Message);
            }

            IsBrokerUp = isUp;
        }

        return isUp
            ? CommandResult.Done("消息服务器已启动，会话与保留消息已清空", "the broker runs again, without what it remembered")
            : CommandResult.Done("消息服务器已停止", "the broker is down");
    }

    private CommandResult SetPeople(bool come)
    {
        HasPeople = come;
        return come
            ? CommandResult.Done("人员照常进出", "people come and go")
            : CommandResult.Done("人员不再进出", "people stay away");
    }
}
