using System.Globalization;
using Wugang.Firmware.Core.Safety;
using Wugang.Sim.App.Brokers;
using Wugang.Sim.App.Phone;
using Wugang.Sim.World.Air;
using Wugang.Sim.World.Meters;

namespace Wugang.Sim.App;

/// <summary>
/// The building with its nodes, and the commands by which somebody acts in it: the same at the prompt and on the page.
/// </summary>
internal sealed class Site : IDisposable
{
    /// <summary>Watt-hours or litres that a register goes back by.</summary>
    public const long StepBack = 1000;

    private static readonly TimeSpan PressTime = TimeSpan.FromMilliseconds(600);

    // Longer than a node at work wants its setup button held.
    private static readonly TimeSpan HoldTime = TimeSpan.FromMilliseconds(5500);

    private static readonly ZoneType[] Openings = [ZoneType.Door, ZoneType.Window];

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closing = new();

    /// <param name="nodes">Its nodes.</param>
    /// <param name="broker">The broker, where it can be stopped here.</param>
    public Site(IReadOnlyList<VirtualNode> nodes, IMortalBroker? broker = null)
    {
        Nodes = nodes;
        Weather = new Weather(ForNodes, broker);
    }

    /// <summary>Somebody did something: its words. Raised in the order in which it was done.</summary>
    public event Action<string[]>? Done;

    public IReadOnlyList<VirtualNode> Nodes { get; }

    /// <summary>What goes wrong around the nodes.</summary>
    public Weather Weather { get; }

    /// <summary>The phone of whoever sets nodes up.</summary>
    public VirtualPhone Phone { get; } = new();

    /// <summary>Does what a person asked for.</summary>
    public CommandResult Execute(string command)
    {
        string[] words = command.Trim().ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        lock (_lock)
        {
            CommandResult result = ExecuteOnZone(words) ?? ExecuteOnMeter(words) ?? ExecuteOnSensor(words) ?? ExecuteOnNodes(words)
                ?? Weather.Execute(words) ?? ExecuteOnPhone(command) ?? CommandResult.Failed(
                $"不认识的命令“{command}”。输入 help 查看全部命令。",
                $"Unknown command '{command}'. Type help for the list.");
            if (result.Ok)
            {
                Done?.Invoke(words);
            }

            return result;
        }
    }

    /// <summary>Cuts the power of the whole building for good.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        lock (_lock)
        {
            foreach (VirtualNode node in Nodes)
            {
                node.Dispose();
            }
        }

        _closing.Dispose();
    }

    private CommandResult? ExecuteOnZone(string[] words)
    {
        return words switch
        {
            ["open", string zone] => Switch(zone, true, new Saying("已打开", "opened"), Openings),
            ["close", string zone] => Switch(zone, false, new Saying("已关闭", "closed"), Openings),
            ["press", string zone] when zone != "setup" => Press(zone == "panic" ? "activity_panic" : zone),
            ["smoke", "on"] or ["smoke", "off"] => Smoke("activity_smoke", words[1] == "on"),
            ["smoke", "on" or "off", string zone] => Smoke(zone, words[1] == "on"),
            ["move", "on"] or ["move", "off"] => Move("utility_motion", words[1] == "on"),
            ["move", "on" or "off", string zone] => Move(zone, words[1] == "on"),
            ["lift", string zone] => Switch(zone, true, new Saying("外壳已打开", "lifted"), ZoneType.Tamper),
            ["shut", string zone] => Switch(zone, false, new Saying("外壳已合上", "put back"), ZoneType.Tamper),
            ["cut", "loop", string zone] => Wire(zone, LoopFault.Cut, new Saying("回路已剪断", "loop cut")),
            ["short", "loop", string zone] => Wire(zone, LoopFault.Short, new Saying("回路已短接", "loop shorted")),
            ["mend", "loop", string zone] => Wire(zone, LoopFault.None, new Saying("回路已修复", "loop mended")),
            _ => null,
        };
    }

    private CommandResult? ExecuteOnMeter(string[] words)
    {
        return words switch
        {
            ["meter", string name, "silent"] =>
                ForMeter(name, meter => meter.Faults = new AnswerFaults { Silences = AnswerFaults.Always }, new Saying("不再应答", "answers no more")),
            ["meter", string name, "garbled"] =>
                ForMeter(name, meter => meter.Faults = new AnswerFaults { WrongChecksums = AnswerFaults.Always }, new Saying("校验和错误", "sends wrong checksums")),
            ["meter", string name, "stuck"] => ForMeter(name, meter => meter.Register.Stick(), new Saying("停走", "stands still")),
            ["meter", string name, "back"] => ForMeter(name, meter => meter.Register.Jump(-StepBack), new Saying("倒退", "went back")),
            ["meter", string name, "good"] => ForMeter(name, Mend, new Saying("恢复正常", "counts and answers again")),
            _ => null,
        };
    }

    private CommandResult? ExecuteOnSensor(string[] words)
    {
        return words switch
        {
            ["sensor", string name, "dead"] => ForSensor(name, sensor => sensor.IsDead = true, new Saying("不再发送", "says nothing more")),
            ["sensor", string name, "good"] => ForSensor(name, MendSensor, new Saying("恢复正常", "is in order again")),
            ["sensor", string name, "weak"] =>
                ForSensor(name, sensor => sensor.WeakenBattery(), new Saying("电池将尽", "has a weak battery")),
            ["sensor", string name, "new"] => ForSensor(name, sensor => sensor.ChangeBattery(), new Saying("换了电池", "has a new battery")),
            _ => null,
        };
    }

    private static void MendSensor(VirtualSensor sensor)
    {
        sensor.IsDead = false;
        sensor.ChargeBattery();
    }

    private CommandResult ForSensor(string name, Action<VirtualSensor> act, Saying what)
    {
        VirtualNode? owner = Nodes.FirstOrDefault(node => node.Sensors.Contains(name));
        if (owner is null)
        {
            string list = string.Join(", ", Nodes.SelectMany(node => node.Sensors));
            return CommandResult.Failed($"没有无线传感器“{name}”。有：{list}。", $"There is no wireless sensor '{name}'. There are {list}.");
        }

        owner.DoToSensor(name, act);
        return CommandResult.Done($"{name} {what.Zh}", $"{name} {what.En}");
    }

    private static void Mend(VirtualMeter meter)
    {
        meter.Faults = AnswerFaults.None;
        meter.Register.Run();
    }

    private CommandResult ForMeter(string name, Action<VirtualMeter> act, Saying what)
    {
        VirtualNode? owner = Nodes.FirstOrDefault(node => node.Meters.Any(meter => meter.Name == name && meter.Bus is not null));
        if (owner is null)
        {
            string list = string.Join(", ", Nodes.SelectMany(node => node.Meters).Where(meter => meter.Bus is not null).Select(meter => meter.Name));
            return CommandResult.Failed($"线路上没有表计“{name}”。有：{list}。", $"There is no meter '{name}' on a line. There are {list}.");
        }

        owner.DoToMeter(name, meter =>
        {
            act(meter);
            return true;
        });
        return CommandResult.Done($"{name} {what.Zh}", $"{name} {what.En}");
    }

    private CommandResult? ExecuteOnNodes(string[] words)
    {
        return words switch
        {
            ["turn", "key", .. string[] node] =>
                ForNodes(node, n => Hold(n.HoldSetKey), new Saying("已转动设防钥匙", "key switch turned")),
            ["silence", .. string[] node] =>
                ForNodes(node, n => Hold(n.HoldSilenceButton), new Saying("已按消音按钮", "silence button pressed")),
            ["reset", .. string[] node] =>
                ForNodes(node, n => Hold(n.HoldResetKey), new Saying("已转动复位钥匙", "reset key turned")),
            ["press", "setup", .. string[] node] =>
                ForNodes(node, n => Hold(n.HoldSetupButton), new Saying("已按设置按钮", "setup button pressed")),
            ["hold", "setup", .. string[] node] =>
                ForNodes(node, n => Hold(n.HoldSetupButton, HoldTime), new Saying("按住设置按钮五秒", "setup button held for five seconds")),
            ["mains", "off", .. string[] node] =>
                ForNodes(node, n => n.SetMains(false), new Saying("市电中断", "mains lost")),
            ["mains", "on", .. string[] node] => ForNodes(node, n => n.SetMains(true), new Saying("市电恢复", "mains back")),
            ["battery", string percent, .. string[] node] => Charge(percent, node),
            ["cut", "power", .. string[] node] => ForNodes(node, n => n.PowerOff(), new Saying("已断电", "power cut")),
            ["restore", "power", .. string[] node] =>
                ForNodes(node, n => n.PowerOn(), new Saying("已恢复供电", "power restored")),
            _ => null,
        };
    }

    private CommandResult Smoke(string zone, bool isOn)
    {
        return Switch(
            zone, isOn, isOn ? new Saying("有烟", "smells smoke") : new Saying("烟散了", "is clear again"), ZoneType.Smoke);
    }

    private CommandResult Move(string zone, bool isOn)
    {
        return Switch(
            zone, isOn, isOn ? new Saying("有人走动", "sees somebody") : new Saying("无人", "sees nobody"), ZoneType.Motion);
    }

    private CommandResult Switch(string name, bool isActive, Saying what, params ZoneType[] types)
    {
        if (Find(name, types) is not { } wire)
        {
            return UnknownZone(name, types);
        }

        wire.SetActive(isActive);
        return CommandResult.Done($"{name} {what.Zh}", $"{name} {what.En}");
    }

    private CommandResult Press(string name)
    {
        if (Find(name, ZoneType.Panic) is not { } wire)
        {
            return UnknownZone(name, ZoneType.Panic);
        }

        Hold(wire.SetActive);
        return CommandResult.Done($"{name} 已按下", $"{name} pressed");
    }

    private CommandResult Wire(string name, LoopFault fault, Saying what)
    {
        ZoneWire? wire = Zones.FirstOrDefault(candidate => candidate.Zone.Name == name && candidate.IsLoop);
        if (wire is null)
        {
            string[] loops = [.. Zones.Where(candidate => candidate.IsLoop).Select(candidate => candidate.Zone.Name)];
            return loops.Length == 0
                ? CommandResult.Failed("这里没有回路。", "No zone of this building is a loop.")
                : CommandResult.Failed(
                    $"没有回路“{name}”。有：{string.Join(", ", loops)}。",
                    $"There is no loop '{name}'. There are {string.Join(", ", loops)}.");
        }

        wire.SetFault(fault);
        return CommandResult.Done($"{name} {what.Zh}", $"{name}: {what.En}");
    }

    private CommandResult Charge(string percent, string[] node)
    {
        return int.TryParse(percent, NumberStyles.None, CultureInfo.InvariantCulture, out int charge) && charge <= 100
            ? ForNodes(node, n => n.SetBattery(charge), new Saying($"电池电量 {charge}%", $"battery at {charge} %"))
            : CommandResult.Failed($"电量是 0 到 100 的整数，不是“{percent}”。", $"The charge is a whole number from 0 to 100, not '{percent}'.");
    }

    /// <summary>The phone's commands keep their capitals: a password may have some.</summary>
    private CommandResult? ExecuteOnPhone(string command)
    {
        string[] words = command.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["identify", string node] => WithPhone(node, Phone.IdentifyAsync),
            [string setup, string node] when IsSetup(setup) => SetUp(node, VirtualNode.Networks[0].Ssid, VirtualNode.Networks[0].Password),
            [string setup, string node, string network] when IsSetup(setup) => SetUp(node, network, ""),
            [string setup, string node, string network, string password] when IsSetup(setup) => SetUp(node, network, password),
            _ => null,
        };
    }

    private static bool IsSetup(string word)
    {
        return word.Equals("setup", StringComparison.OrdinalIgnoreCase);
    }

    private CommandResult SetUp(string node, string network, string password)
    {
        return WithPhone(node, chosen => Phone.SetUpAsync(chosen, network, password));
    }

    private CommandResult WithPhone(string name, Func<VirtualNode, Task<bool>> act)
    {
        if (Nodes.FirstOrDefault(node => node.Id.Value == name || node.Id.Node == name) is not { } chosen)
        {
            return UnknownNode(name);
        }

        if (Phone.IsBusy)
        {
            return CommandResult.Failed("手机正忙于一个节点。", "The phone is busy with a node.");
        }

        _ = act(chosen);
        return CommandResult.Done($"手机正在寻找节点 {chosen.Id.Node}", $"the phone looks for node {chosen.Id.Node}");
    }

    /// <summary>Holds a button for as long as a hand does.</summary>
    private void Hold(Action<bool> set)
    {
        Hold(set, PressTime);
    }

    private void Hold(Action<bool> set, TimeSpan time)
    {
        set(true);
        _ = LetGoAsync(set, time);
    }

    private async Task LetGoAsync(Action<bool> set, TimeSpan time)
    {
        await Task.Delay(time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        set(false);
    }

    private CommandResult ForNodes(string[] words, Action<VirtualNode> act, Saying what)
    {
        VirtualNode[] chosen =
        [
            .. Nodes.Where(node => words.Length == 0 || (words.Length == 1 && (node.Id.Value == words[0] || node.Id.Node == words[0]))),
        ];
        foreach (VirtualNode node in chosen)
        {
            act(node);
        }

        string names = string.Join(", ", chosen.Select(node => node.Id.Node));
        return chosen.Length > 0
            ? CommandResult.Done($"节点 {names}：{what.Zh}", $"node {names}: {what.En}")
            : UnknownNode(string.Join(' ', words));
    }

    private CommandResult UnknownNode(string name)
    {
        return CommandResult.Failed(
            $"没有节点“{name}”。", $"There is no node '{name}'. There are {string.Join(", ", Nodes.Select(node => node.Id.Node))}.");
    }

    private IEnumerable<ZoneWire> Zones => Nodes.SelectMany(node => node.Zones);

    private ZoneWire? Find(string name, params ZoneType[] types)
    {
        return Zones.FirstOrDefault(wire => wire.Zone.Name == name && types.Contains(wire.Zone.Type));
    }

    private CommandResult UnknownZone(string name, params ZoneType[] types)
    {
        string list = string.Join(", ", Zones.Where(wire => types.Contains(wire.Zone.Type)).Select(wire => wire.Zone.Name));
        string kinds = string.Join(" or ", types.Select(ZoneTypes.NameOf));
        return CommandResult.Failed($"没有“{name}”。有：{list}。", $"There is no {kinds} '{name}'. There are {list}.");
    }
}
