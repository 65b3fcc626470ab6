using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.World.Air;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>Reads commands that somebody signs far from the node, and what an attacker makes of them.</summary>
internal sealed class CommandReader(Cast cast)
{
    private const string DefaultPerson = "duty_desk";
    private const long DefaultValidMs = 60_000;
    private const int MsPerSecond = 1000;

    /// <summary>Reads an act, or gives null where it is none of these.</summary>
    /// <exception cref="SyntaxException">It is wrong.</exception>
    public Action<ScenarioWorld>? Read(Words words)
    {
        switch (words.Peek)
        {
            case "command":
            case "forge":
                bool isForged = words.Take("a verb") == "forge";
                return ReadCommand(words, isForged);
            case "replay":
                words.Take("a verb");
                words.TakeOneOf("command");
                string number = cast.TakeNode(words);
                return world => world.Supervisor.Commands.Replay(world.Node(number));
            default:
                return null;
        }
    }

    private Action<ScenarioWorld> ReadCommand(Words words, bool isForged)
    {
        string act = words.Take("a command, such as reset");
        if (!Ascii.IsName(act, Limits.MaxNameCharacters))
        {
            throw new SyntaxException($"expected a command, such as reset, not '{act}'");
        }

        // A zone that no node has is a command to be refused, so any name will do behind 'of'.
        string zone = words.TryTake("of") ? words.Take("a zone") : cast.TryTakeZone(words)?.Name ?? "";
        long forMs = words.TryTake("for") ? words.TakeDuration() : 0;
        string person = words.TryTake("by") ? words.Take("who commands") : DefaultPerson;
        string reason = words.TryTake("because") ? words.Take("the reason, in quotes") : "";
        long validMs = words.TryTake("valid") ? words.TakeDuration() : DefaultValidMs;
        string number = cast.TakeNode(words);
        return world =>
        {
            world.Supervisor.Commands.Send(
                world.Node(number),
                new Command
                {
                    Act = act,
                    Zone = zone,
                    DurationS = forMs / MsPerSecond,
                    By = person,
                    Reason = reason,
                    ExpiresUnixMs = world.Time.NowMs + validMs,
                },
                isForged);
            if (act == "pair" && !isForged && world.Node(number).World.Sensors.TryGetValue(zone, out VirtualSensor? sensor))
            {
                sensor.Pair();
            }
        };
    }
}
