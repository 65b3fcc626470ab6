using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Server.Intake;

/// <summary>A message from the broker that waits to be judged.</summary>
/// <param name="Content">What arrived.</param>
/// <param name="AcknowledgeAsync">Tells the broker that it need not be sent again.</param>
public sealed record ReceivedMessage(IncomingMessage Content, Func<CancellationToken, Task> AcknowledgeAsync);
