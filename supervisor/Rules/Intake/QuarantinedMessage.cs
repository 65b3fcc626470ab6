namespace Wugang.Supervisor.Rules.Intake;

/// <summary>A message that was not believed, kept for a person to look at.</summary>
/// <param name="ReceivedMs">When it arrived, milliseconds since 1970 UTC.</param>
/// <param name="Topic">The topic it came on.</param>
/// <param name="Reason">Why it was not believed.</param>
/// <param name="LengthBytes">How long it was.</param>
/// <param name="Head">Its first bytes, at most <see cref="HeadBytesMax"/>.</param>
public sealed record QuarantinedMessage(long ReceivedMs, string Topic, Rejection Reason, int LengthBytes, byte[] Head)
{
    /// <summary>Bytes that are kept.</summary>
    public const int HeadBytesMax = 2048;

    public static QuarantinedMessage Of(IncomingMessage message, Rejection reason, long receivedMs)
    {
        byte[] head = message.Bytes.AsSpan(0, Math.Min(message.Bytes.Length, HeadBytesMax)).ToArray();
        return new QuarantinedMessage(receivedMs, message.Topic, reason, message.Bytes.Length, head);
    }
}
