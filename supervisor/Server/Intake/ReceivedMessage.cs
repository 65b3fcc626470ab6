namespace Wugang.Supervisor.Server.Intake;

/// <summary>A message from the broker that waits to be judged.</summary>
/// <param name="Topic">The topic it came on.</param>
/// <param name="Bytes">Its payload.</param>
/// <param name="AcknowledgeAsync">Tells the broker that it need not be sent again.</param>
public sealed record ReceivedMessage(string Topic, byte[] Bytes, Func<CancellationToken, Task> AcknowledgeAsync);
