using System.Globalization;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using Wugang.Sim.Board;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// Whom a board believes over TLS: a server of this name whose certificate one authority has signed, and which is valid by the board's own
/// clock. The chip has no other certificates.
/// </summary>
/// <param name="cycle">The board.</param>
/// <param name="host">The server's name or address, as its certificate must have it.</param>
/// <param name="authority">The authority; null for nobody.</param>
internal sealed class TlsPeer(PowerCycle cycle, string host, X509Certificate2? authority)
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";

    /// <summary>Why the server of the last handshake was not believed; null where it was.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What the connection is made with.</summary>
    public MqttClientTlsOptions Options => new()
    {
        UseTls = true,
        TargetHost = host,
        SslProtocol = SslProtocols.Tls12,
        RevocationMode = X509RevocationMode.NoCheck,
        CertificateValidationHandler = shown => IsBelieved((X509Certificate2)shown.Certificate, shown.Chain.ChainPolicy.ExtraStore),
    };

    private bool IsBelieved(X509Certificate2 server, X509Certificate2Collection between)
    {
        DateTime now = cycle.Board.Clock.Read(cycle);
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now;
        chain.ChainPolicy.ApplicationPolicy.Add(new(ServerUse));
        chain.ChainPolicy.ExtraStore.AddRange(between);
        if (authority is not null)
        {
            chain.ChainPolicy.CustomTrustStore.Add(authority);
        }

        bool isChained = chain.Build(server);
        Refusal = isChained ? NameRefusal(server) : ChainRefusal(chain, now);
        return Refusal is null;
    }

    private string? NameRefusal(X509Certificate2 server)
    {
        return server.MatchesHostname(host) ? null : $"the broker's certificate is for {server.Subject}, not for {host}";
    }

    private static string ChainRefusal(X509Chain chain, DateTime now)
    {
        X509ChainStatusFlags flags = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if ((flags & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid)) != 0)
        {
            return "the broker's certificate is not signed by the CA certificate that the node has";
        }

        X509Certificate2 outdated = chain.ChainElements
            .FirstOrDefault(element => element.ChainElementStatus.Any(status => status.Status == X509ChainStatusFlags.NotTimeValid))?.Certificate
            ?? chain.ChainElements[0].Certificate;
        return (flags & X509ChainStatusFlags.NotTimeValid) != 0
            ? $"the certificate of {outdated.Subject} is valid from {Day(outdated.NotBefore)} to {Day(outdated.NotAfter)}, and the chip's clock shows {Day(now)}"
            : $"the broker's certificate is not good: {flags}";
    }

    private static string Day(DateTime time)
    {
        return time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
