using Wugang.Supervisor.Server.Alerts.Delivery;

namespace Wugang.Supervisor.Server.Alerts;

/// <summary>The member <c>alerts</c> of the settings file (docs/reference/server.md).</summary>
internal sealed record AlertSettings
{
    private const int ShortestUnknownLimitS = 60;
    private const int LongestUnknownLimitS = 86_400;

    /// <summary>How long a node may be unknown before that is an alert, in seconds.</summary>
    public int UnknownLimitS { get; init; } = 900;

    public WebhookSettings? Webhook { get; init; }

    public Dc09Settings? Dc09 { get; init; }

    /// <exception cref="ArgumentException">A value is not good; the message says which.</exception>
    public AlertOptions ToOptions()
    {
        return UnknownLimitS is < ShortestUnknownLimitS or > LongestUnknownLimitS
            ? throw new ArgumentException($"alerts.unknown_limit_s is {ShortestUnknownLimitS} to {LongestUnknownLimitS}.")
            : new AlertOptions
            {
                UnknownLimit = TimeSpan.FromSeconds(UnknownLimitS),
                Webhook = Webhook is null ? null : WebhookOptions.Read(Webhook.Url, Webhook.Secret),
                Dc09 = Dc09?.ToOptions(),
            };
    }

    internal sealed record WebhookSettings
    {
        public required string Url { get; init; }

        public required string Secret { get; init; }
    }

    internal sealed record Dc09Settings
    {
        public required string Host { get; init; }

        public required int Port { get; init; }

        public string? Account { get; init; }

        public string Receiver { get; init; } = "";

        public string Line { get; init; } = "0";

        public Dc09Options ToOptions()
        {
            return new Dc09Options(Host, Port, Account, Receiver, Line).Check();
        }
    }
}
