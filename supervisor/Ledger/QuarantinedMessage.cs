using Wugang.Supervisor.Rules;

namespace Wugang.Supervisor.Ledger;

/// <summary>A message that was not believed, kept for a person to look at.</summary>
/// <param name="ReceivedMs">When it arrived, milliseconds since 1970 UTC.</param>
/// <param name="Topic">The topic it came on.</param>
/// <param name="Reason">Why it was not believed.</param>
/// <param name="LengthBytes">How long it was.</param>
/// <param name="Head">Its first bytes, at most <see cref="SqliteLedger.QuarantinedBytesMax"/>.</param>
public sealed record QuarantinedMessage(long ReceivedMs, string Topic, Rejection Reason, int LengthBytes, byte[] Head);
