using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Server.Intake;

/// <summary>A message from the broker that waits to be judged.</summary>
/// <param name="Content">What arrived.</param>
/// <param name="Connection">Number of the connection that it came on.</param>
/// <param name="AcknowledgeAsync">Tells the broker that it need not be sent again.</param>
internal sealed record ReceivedMessage(IncomingMessage Content, int Connection, Func<CancellationToken, Task> AcknowledgeAsync);
