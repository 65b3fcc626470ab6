using System.Globalization;
using Wugang.Firmware.Core.Records;

namespace Wugang.Sim.App.Recordings;

/// <summary>Says in a scenario's words what somebody did in the building.</summary>
internal sealed class ScenarioActs(Site site)
{
    private const int NodeDigits = 2;

    private bool _isBrokerDown;

    /// <summary>The acts, most often one; none where scenarios have nothing of the kind.</summary>
    public IReadOnlyList<string> Translate(string[] words)
    {
        return TranslateZone(words) ?? TranslateThing(words) ?? TranslateSensor(words) ?? TranslateNodes(words) ?? [];
    }

    /// <summary>A command of the supervisor; null where a text in it cannot stand in quotes.</summary>
    public static string? Translate(Command command, NodeId node)
    {
        string zone = command.Zone.Length == 0 ? "" : $" of {command.Zone}";
        string time = command.DurationS == 0 ? "" : $" for {command.DurationS}s";
        string reason = command.Reason.Length == 0 ? "" : $" because \"{command.Reason}\"";
        return (command.By + command.Reason).Contains('"', StringComparison.Ordinal)
            ? null
            : $"command {command.Act}{zone}{time} by \"{command.By}\"{reason} {node.Node}";
    }

    private static string[]? TranslateZone(string[] words)
    {
        return words switch
        {
            ["press", "setup", ..] => [],
            ["press", string zone] => [$"press {(zone == "panic" ? "activity_panic" : zone)}"],
            ["smoke", string state] => [$"smoke {state} activity_smoke"],
            ["move", string state] => [$"{Activate(state)} utility_motion"],
            ["move", string state, string zone] => [$"{Activate(state)} {zone}"],
            ["lift", string zone] => [$"open {zone}"],
            ["shut", string zone] => [$"close {zone}"],
            ["open" or "close" or "smoke", ..] or ["cut" or "short" or "mend", "loop", _] => [string.Join(' ', words)],
            _ => null,
        };
    }

    private string[]? TranslateThing(string[] words)
    {
        return words switch
        {
            ["meter", string name, "silent"] => [$"meter {name} fails to answer"],
            ["meter", string name, "garbled"] => [$"meter {name} sends wrong checksums"],
            ["meter", string name, "stuck"] => [$"meter {name} sticks"],
            ["meter", string name, "back"] => [$"meter {name} goes back {Site.StepBack}"],
            ["meter", string name, "good"] => [$"meter {name} answers", $"meter {name} runs"],
            ["broker", "down"] => TranslateBroker(isDown: true),
            ["broker", "up"] => TranslateBroker(isDown: false),
            _ => null,
        };
    }

    private string[]? TranslateSensor(string[] words)
    {
        bool isOfMeter = words is ["sensor", string sensor, _] && site.Nodes.Any(node => node.Meters.Any(meter => meter.Name == sensor));
        return words switch
        {
            ["sensor", string name, "dead"] => [isOfMeter ? $"meter {name} fails to answer" : $"cut loop {name}"],
            ["sensor", string name, "good"] => [isOfMeter ? $"meter {name} answers" : $"mend loop {name}", $"charge battery {name}"],
            ["sensor", string name, "weak"] => [$"weaken battery {name}"],
            ["sensor", string name, "new"] => [$"change battery {name}"],
            _ => null,
        };
    }

    /// <summary>The embedded broker comes back without what it remembered.</summary>
    private string[] TranslateBroker(bool isDown)
    {
        bool hasChanged = _isBrokerDown != isDown;
        _isBrokerDown = isDown;
        return !hasChanged ? [] : isDown ? ["broker down"] : ["broker forget"];
    }

    private static string[]? TranslateNodes(string[] words)
    {
        return words switch
        {
            ["battery", string percent, .. string[] node] => [$"battery {VirtualNode.BatteryMv(int.Parse(percent, CultureInfo.InvariantCulture))} mV{NodeOf(node)}"],
            ["clock", "right", .. string[] node] => [$"clock right{NodeOf(node)}"],
            ["clock", _, _, _, .. string[] node] => [$"{string.Join(' ', words[..4])}{NodeOf(node)}"],
            ["turn" or "mains" or "link" or "flash", _, .. string[] node] => [$"{words[0]} {words[1]}{NodeOf(node)}"],
            ["cut" or "restore", "power", .. string[] node] => [$"{words[0]} power{NodeOf(node)}"],
            ["silence" or "reset", .. string[] node] => [$"{words[0]}{NodeOf(node)}"],
            _ => null,
        };
    }

    private static string Activate(string state)
    {
        return state == "on" ? "activate" : "clear";
    }

    private static string NodeOf(string[] words)
    {
        return words.Length == 0 ? "" : " " + words[0][^NodeDigits..];
    }
}
