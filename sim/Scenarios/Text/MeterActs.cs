using Wugang.Firmware.Core.Config;
using Wugang.Sim.Scenarios.Run;
using Wugang.Sim.World.Meters;

namespace Wugang.Sim.Scenarios.Text;

/// <summary>Reads what a meter on a serial line does and what is done to it, and whether the radio sensor of another speaks.</summary>
internal sealed class MeterActs(Cast cast)
{
    private const string Verbs =
        "answers, fails, sends, collides, has, goes, jumps, shows, sticks, runs or is";

    /// <summary>Reads an act, or gives null where it is none of these.</summary>
    /// <exception cref="SyntaxException">It is wrong.</exception>
    public Action<ScenarioWorld>? Read(Words words)
    {
        if (!words.TryTake("meter"))
        {
            return null;
        }

        (string node, MeterSettings settings) = cast.TakeMeter(words);
        if (settings.Sensor is { } sensor)
        {
            bool isDead = ReadIsDead(words);
            return world => world.Node(node).World.Sensors[sensor.Name].IsDead = isDead;
        }

        if (settings.Bus is null)
        {
            throw new SyntaxException($"expected a meter on a serial line, but {settings.Name} is at a pulse output");
        }

        Action<VirtualMeter> act = ReadAct(words);
        return world => act(world.Node(node).World.Meters[settings.Name]);
    }

    private static bool ReadIsDead(Words words)
    {
        if (words.TakeOneOf("answers", "fails") == "answers")
        {
            return false;
        }

        TakeToAnswer(words);
        return true;
    }

    private static void TakeToAnswer(Words words)
    {
        words.TakeOneOf("to");
        words.TakeOneOf("answer");
    }

    private static Action<VirtualMeter> ReadAct(Words words)
    {
        string verb = words.Take(Verbs);
        return ReadAnswer(verb, words) ?? ReadRegister(verb, words)
            ?? throw new SyntaxException($"expected {Verbs}, not '{verb}'");
    }

    private static Action<VirtualMeter>? ReadAnswer(string verb, Words words)
    {
        switch (verb)
        {
            case "answers":
                return words.TryTake("late")
                    ? Always(new AnswerFaults { LateAnswers = AnswerFaults.Always })
                    : Always(AnswerFaults.None);
            case "fails":
                TakeToAnswer(words);
                return Always(new AnswerFaults { Silences = AnswerFaults.Always });
            case "collides":
                return Always(new AnswerFaults { Collisions = AnswerFaults.Always });
            case "has":
                words.TakeOneOf("a");
                words.TakeOneOf("neighbour");
                return Always(new AnswerFaults { NeighbourAnswers = AnswerFaults.Always });
            case "sends":
                return Always(ReadWrongBytes(words));
            default:
                return null;
        }
    }

    private static AnswerFaults ReadWrongBytes(Words words)
    {
        switch (words.TakeOneOf("wrong", "short", "noise"))
        {
            case "wrong":
                words.TakeOneOf("checksums");
                return new AnswerFaults { WrongChecksums = AnswerFaults.Always };
            case "short":
                words.TakeOneOf("frames");
                return new AnswerFaults { TruncatedFrames = AnswerFaults.Always };
            default:
                return new AnswerFaults { NoiseBytes = AnswerFaults.Always };
        }
    }

    private static Action<VirtualMeter>? ReadRegister(string verb, Words words)
    {
        switch (verb)
        {
            case "goes":
                words.TakeOneOf("back");
                int back = TakeAmount(words);
                return meter => meter.Register.Jump(-back);
            case "jumps":
                int ahead = TakeAmount(words);
                return meter => meter.Register.Jump(ahead);
            case "shows":
                int shown = TakeAmount(words);
                return meter => meter.Register.Show(shown);
            case "sticks":
                return meter => meter.Register.Stick();
            case "runs":
                return meter => meter.Register.Run();
            case "is":
                return ReadReplacement(words);
            default:
                return null;
        }
    }

    /// <summary><c>is replaced by ADDRESS showing REGISTER</c>.</summary>
    private static Action<VirtualMeter> ReadReplacement(Words words)
    {
        words.TakeOneOf("replaced");
        words.TakeOneOf("by");
        string address = words.Take("the address of another meter");
        words.TakeOneOf("showing");
        int register = TakeAmount(words);
        if (address.Length % 2 != 0 || !address.All(char.IsAsciiDigit))
        {
            throw new SyntaxException($"expected the address of another meter, not '{address}'");
        }

        return meter =>
        {
            meter.Address = address;
            meter.Register.Show(register);
        };
    }

    private static int TakeAmount(Words words)
    {
        return words.TakeInteger("watt-hours or litres", 0, int.MaxValue);
    }

    private static Action<VirtualMeter> Always(AnswerFaults faults)
    {
        return meter => meter.Faults = faults;
    }
}
