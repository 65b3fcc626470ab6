namespace Wugang.Supervisor.Rules;

/// <summary>A meter as of its newest record.</summary>
/// <param name="Medium"><c>electricity</c>, <c>water</c> or <c>gas</c>.</param>
/// <param name="Register">The cumulative register in <paramref name="Unit"/>.</param>
/// <param name="Unit"><c>wh</c> or <c>l</c>.</param>
/// <param name="ReadMs">Time of the record, milliseconds since 1970 UTC.</param>
/// <param name="AgeMs">How old the reading was when the record was made, in milliseconds.</param>
public sealed record MeterStatus(string Medium, long Register, string Unit, long ReadMs, long AgeMs);
