namespace Wugang.Supervisor.Server.Alerts.Delivery;

/// <summary>What a webhook is told; docs/reference/alerts.md explains it.</summary>
/// <param name="Type"><c>alert.opened</c>, <c>alert.repeated</c>, <c>alert.ended</c>, <c>alert.acknowledged</c> or <c>alert.closed</c>.</param>
/// <param name="Timestamp">When it happened, ISO 8601.</param>
/// <param name="Data">The alert as it was then.</param>
internal sealed record WebhookDocument(string Type, DateTimeOffset Timestamp, WebhookData Data);

/// <summary>An alert and, where a person did something, who and what they noted.</summary>
internal sealed record WebhookData(AlertView Alert, string By, string Note);
