using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Sim.App;

/// <summary>
/// The building with its nodes, and the commands by which somebody acts in it: the same at the prompt and on the page.
/// </summary>
internal sealed class Site : IDisposable
{
    private static readonly TimeSpan PressTime = TimeSpan.FromMilliseconds(600);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();

    public Site(IReadOnlyList<VirtualNode> nodes)
    {
        Nodes = nodes;
    }

    public IReadOnlyList<VirtualNode> Nodes { get; }

    /// <summary>Each command with what it does, for help and for the page.</summary>
    public static IReadOnlyList<(string Command, Saying Meaning)> Commands { get; } =
    [
        ("open ZONE", new Saying("打开门", "Open a door: gate, activity_door, utility_door.")),
        ("close ZONE", new Saying("关上门", "Close it.")),
        ("press panic|ZONE", new Saying("按下紧急按钮", "Press a panic button: activity_panic (or just panic), guard_panic.")),
        ("smoke on|off [ZONE]", new Saying("烟雾报警器", "Smoke at a detector, or the air clears: activity_smoke, utility_smoke.")),
        ("reset [NODE]", new Saying("转动复位钥匙", "Turn the reset key of a node (01, 02, 03), or of all.")),
        ("cut power [NODE]", new Saying("断电", "Cut the mains of a node, or of all.")),
        ("restore power [NODE]", new Saying("恢复供电", "Give it back.")),
    ];

    /// <summary>Does what a person asked for.</summary>
    public CommandResult Execute(string command)
    {
        string[] words = command.Trim().ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        lock (_lock)
        {
            return words switch
            {
                ["open", string zone] => Switch(zone, ZoneType.Door, true, new Saying("已打开", "opened")),
                ["close", string zone] => Switch(zone, ZoneType.Door, false, new Saying("已关闭", "closed")),
                ["press", string zone] => Press(zone == "panic" ? "activity_panic" : zone),
                ["smoke", "on" or "off"] => Smoke("activity_smoke", words[1] == "on"),
                ["smoke", "on" or "off", string zone] => Smoke(zone, words[1] == "on"),
                ["reset", .. string[] node] => ForNodes(node, Reset, new Saying("已转动复位钥匙", "reset key turned")),
                ["cut", "power", .. string[] node] => ForNodes(node, n => n.PowerOff(), new Saying("已断电", "mains cut")),
                ["restore", "power", .. string[] node] => ForNodes(node, n => n.PowerOn(), new Saying("已恢复供电", "mains restored")),
                _ => CommandResult.Failed(
                    $"不认识的命令“{command}”。输入 help 查看全部命令。",
                    $"Unknown command '{command}'. Type help for the list."),
            };
        }
    }

    /// <summary>Lets a meter of the building give pulses.</summary>
    public void Consume(string meter, int pulses)
    {
        lock (_lock)
        {
            foreach (VirtualNode node in Nodes)
            {
                int index = Array.FindIndex(node.Settings.Meters, candidate => candidate.Name == meter);
                if (index >= 0 && pulses > 0)
                {
                    node.Pulse(index, pulses);
                }
            }
        }
    }

    /// <summary>Cuts the mains of the whole building for good.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        lock (_lock)
        {
            foreach (VirtualNode node in Nodes)
            {
                node.PowerOff();
            }
        }

        _closing.Dispose();
    }

    private CommandResult Smoke(string zone, bool isOn)
    {
        return Switch(zone, ZoneType.Smoke, isOn, isOn ? new Saying("有烟", "smells smoke") : new Saying("烟散了", "is clear again"));
    }

    private CommandResult Switch(string name, ZoneType type, bool isActive, Saying what)
    {
        if (Find(name, type) is not (VirtualNode node, ZoneSettings zone))
        {
            return UnknownZone(name, type);
        }

        node.SetActive(zone, isActive);
        return CommandResult.Done($"{name} {what.Zh}", $"{name} {what.En}");
    }

    private CommandResult Press(string name)
    {
        if (Find(name, ZoneType.Panic) is not (VirtualNode node, ZoneSettings zone))
        {
            return UnknownZone(name, ZoneType.Panic);
        }

        Hold(isHeld => node.SetActive(zone, isHeld));
        return CommandResult.Done($"{name} 已按下", $"{name} pressed");
    }

    private void Reset(VirtualNode node)
    {
        Hold(node.SetResetKey);
    }

    /// <summary>Holds a button for as long as a hand does.</summary>
    private void Hold(Action<bool> set)
    {
        set(true);
        _ = LetGoAsync(set);
    }

    private async Task LetGoAsync(Action<bool> set)
    {
        await Task.Delay(PressTime, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        set(false);
    }

    private CommandResult ForNodes(string[] words, Action<VirtualNode> act, Saying what)
    {
        VirtualNode[] chosen =
        [
            .. Nodes.Where(node => words.Length == 0 || (words.Length == 1 && (node.Id == words[0] || node.Settings.Node.Node == words[0]))),
        ];
        foreach (VirtualNode node in chosen)
        {
            act(node);
        }

        string names = string.Join(", ", chosen.Select(node => node.Settings.Node.Node));
        return chosen.Length > 0
            ? CommandResult.Done($"节点 {names}：{what.Zh}", $"node {names}: {what.En}")
            : CommandResult.Failed(
                $"没有节点“{string.Join(' ', words)}”。",
                $"There is no node '{string.Join(' ', words)}'. There are {string.Join(", ", Nodes.Select(node => node.Settings.Node.Node))}.");
    }

    private CommandResult UnknownZone(string name, ZoneType type)
    {
        IEnumerable<string> names = Nodes.SelectMany(node => node.Settings.Zones).Where(zone => zone.Type == type).Select(zone => zone.Name);
        string list = string.Join(", ", names);
        return CommandResult.Failed(
            $"没有“{name}”。有：{list}。",
            $"There is no {ZoneTypes.NameOf(type)} '{name}'. There are {list}.");
    }

    private (VirtualNode Node, ZoneSettings Zone)? Find(string name, ZoneType type)
    {
        foreach (VirtualNode node in Nodes)
        {
            foreach (ZoneSettings zone in node.Settings.Zones)
            {
                if (zone.Name == name && zone.Type == type)
                {
                    return (node, zone);
                }
            }
        }

        return null;
    }
}
