using Wugang.Supervisor.Server.Alerts.Delivery;

namespace Wugang.Supervisor.Server.Alerts;

/// <summary>When an alert is due, and who is told of it.</summary>
public sealed record AlertOptions
{
    /// <summary>How long a node may be unknown before that is an alert.</summary>
    public TimeSpan UnknownLimit { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Who is told by HTTP; null for nobody.</summary>
    public WebhookOptions? Webhook { get; init; }

    /// <summary>The alarm receiving centre that is told; null for none.</summary>
    public Dc09Options? Dc09 { get; init; }
}
