namespace Wugang.Supervisor.Server.Alerts.Delivery;

/// <summary>Who is told of alerts by HTTP.</summary>
/// <param name="Url">Where to.</param>
/// <param name="Secret">With what each message is signed: 24 to 64 random bytes that the receiver has as well.</param>
public sealed record WebhookOptions(Uri Url, IReadOnlyList<byte> Secret)
{
    private const string SecretPrefix = "whsec_";
    private const int MinSecretBytes = 24;
    private const int MaxSecretBytes = 64;

    /// <summary>Reads both from the settings.</summary>
    /// <exception cref="ArgumentException">One is not good; the message says which.</exception>
    public static WebhookOptions Read(string url, string secret)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException("alerts.webhook.url is an address that begins with http:// or https://.");
        }

        byte[] bytes = new byte[MaxSecretBytes];
        return secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[SecretPrefix.Length..], bytes, out int count) && count >= MinSecretBytes
            ? new WebhookOptions(address, bytes[..count])
            : throw new ArgumentException(
                $"alerts.webhook.secret is {SecretPrefix} and {MinSecretBytes} to {MaxSecretBytes} bytes in base64; make one: echo {SecretPrefix}$(openssl rand -base64 32)");
    }
}
