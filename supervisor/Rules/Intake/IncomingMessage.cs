namespace Wugang.Supervisor.Rules.Intake;

/// <summary>A message as it came from the broker.</summary>
public sealed record IncomingMessage(string Topic, byte[] Bytes);
