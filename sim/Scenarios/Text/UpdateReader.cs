using System.Collections;
using System.Globalization;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Sim.Scenarios.Run;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>Reads updates of a node's configuration: the one it was mounted with, with some of its outermost members changed.</summary>
internal sealed class UpdateReader(Cast cast)
{
    private const string DefaultPerson = "duty_desk";
    private const long DefaultValidMs = 60_000;

    /// <summary>Reads an act, or gives null where it is none of these.</summary>
    /// <exception cref="SyntaxException">It is wrong.</exception>
    public Action<ScenarioWorld>? Read(Words words)
    {
        if (!words.TryTake("update"))
        {
            return null;
        }

        List<(string Name, object Value)> changes = [];
        while (words.Peek.Contains('=', StringComparison.Ordinal))
        {
            changes.Add(TakeChange(words));
        }

        if (words.TryTake("schedule"))
        {
            ScheduleSettings schedule = new();
            while (words.Peek is "hours" or "holiday" or "stay_open")
            {
                ScheduleReader.Read(words.Take("a part of the schedule"), words, schedule);
            }

            changes.Add(("schedule", SettingsDocument.ScheduleOf(schedule)));
        }

        if (changes.All(change => change.Name != "version"))
        {
            throw words.Wrong("version= and other members of the configuration");
        }

        bool isForged = words.TryTake("forged");
        string person = words.TryTake("by") ? words.Take("who sends it") : DefaultPerson;
        long validMs = words.TryTake("valid") ? words.TakeDuration() : DefaultValidMs;
        string number = cast.TakeNode(words);
        return world =>
        {
            ScenarioNode node = world.Node(number);
            byte[] text = Write(node.World.Settings, changes);
            world.Supervisor.Commands.Send(node, text, world.Time.NowMs + validMs, person, isForged);
        };
    }

    private static (string Name, object Value) TakeChange(Words words)
    {
        string[] parts = words.Take("a member of the configuration").Split('=', 2);
        return int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? (parts[0], number)
            : (parts[0], parts[1]);
    }

    private static byte[] Write(NodeSettings settings, List<(string Name, object Value)> changes)
    {
        Hashtable tree = SettingsDocument.Of(settings);
        foreach ((string name, object value) in changes)
        {
            tree[name] = value;
        }

        return CanonicalTree.Write(tree, Limits.MaxSettingsBytes);
    }
}
