using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Wugang.Tests.Simulator;

/// <summary>An authority of a test's own, which makes certificates for brokers.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2060, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    /// <param name="name">What it calls itself.</param>
    public TestAuthority(string name = "Township")
    {
        CertificateRequest request = new($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _certificate = request.CreateSelfSigned(Begin, End);
    }

    /// <summary>Its certificate, for those who believe it.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>A certificate for a broker, with its key.</summary>
    public X509Certificate2 Issue(string host, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={host}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 bare = request.Create(_certificate, from ?? Begin, to ?? End, RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 whole = bare.CopyWithPrivateKey(key);

        // Windows' TLS takes keys from a store alone, and so from a file.
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}
