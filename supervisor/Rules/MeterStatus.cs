namespace Wugang.Supervisor.Rules;

/// <summary>A meter as of its newest record.</summary>
/// <param name="Medium"><c>electricity</c>, <c>water</c> or <c>gas</c>.</param>
/// <param name="Status"><c>ok</c>, <c>suspect</c> where nothing may be billed by the register, or why it was not read.</param>
/// <param name="Register">The cumulative register in <paramref name="Unit"/>; null where it was not read.</param>
/// <param name="Unit"><c>wh</c> or <c>l</c>.</param>
/// <param name="ReadMs">Time of the record, milliseconds since 1970 UTC.</param>
/// <param name="AgeMs">How old the reading, or the failure, was when the record was made, in milliseconds.</param>
public sealed record MeterStatus(string Medium, string Status, long? Register, string Unit, long ReadMs, long AgeMs)
{
    /// <summary>Status of a register that fits those before it.</summary>
    public const string Ok = "ok";

    /// <summary>Status of a register by which nothing may be billed.</summary>
    public const string Suspect = "suspect";

    /// <summary><c>pulse</c>, <c>dlt645</c>, <c>cjt188</c>, <c>modbus</c>, <c>bthome</c>; empty before the node has said it.</summary>
    public string Source { get; init; } = "";

    /// <summary>What is wrong with the meter, words of the wire in order.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>The newest register of status <c>ok</c>, where <see cref="Register"/> is not; null where none is known.</summary>
    public long? LastGoodRegister { get; init; }

    /// <summary>When that was read, milliseconds since 1970 UTC.</summary>
    public long LastGoodMs { get; init; }
}
