namespace Wugang.Firmware.Core.Safety;

/// <summary>An act that was asked for: what, by whom, and why.</summary>
public sealed class Order
{
    private Order(Actor by, string act)
    {
        By = by;
        ActName = act;
    }

    /// <summary>The opening hours ask for <c>full</c>.</summary>
    internal static readonly Order OfSchedule = new Order(Actor.Schedule, "");

    /// <summary>A time ran out.</summary>
    internal static readonly Order OfTimer = new Order(Actor.Timer, "");

    /// <summary>The node started.</summary>
    internal static readonly Order OfStart = new Order(Actor.Start, "");

    /// <summary>The storage has refused records and works again.</summary>
    internal static readonly Order OfStorage = new Order(Actor.Storage, "");

    public Actor By { get; }

    /// <summary>Name of the act on the wire; a command may name one that the node does not know.</summary>
    public string ActName { get; }

    /// <summary>Number of the command, 0 where it is none.</summary>
    public long Id { get; private set; }

    /// <summary>The person whom a command names; else empty.</summary>
    public string Who { get; private set; } = "";

    /// <summary>Why, in the words of that person; may be empty.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Name of the zone, or of the sensor to be paired, that it is about; empty where it is about none.</summary>
    public string ZoneName { get; private set; } = "";

    /// <summary>Length of a test or bypass, in seconds.</summary>
    public long DurationS { get; private set; }

    /// <summary>What a person asks for with a key on site.</summary>
    public static Order OfKey(Act act)
    {
        return new Order(Actor.Key, SafetyNames.Of(act));
    }

    /// <summary>What a signed command asks for.</summary>
    public static Order OfCommand(Records.Command command)
    {
        return new Order(Actor.Command, command.Act)
        {
            Id = command.Id,
            Who = command.By,
            Reason = command.Reason,
            ZoneName = command.Zone,
            DurationS = command.DurationS,
        };
    }
}
