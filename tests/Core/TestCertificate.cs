using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Wugang.Tests.Core;

/// <summary>The certificate of an authority of a test's own.</summary>
internal sealed class TestCertificate : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public TestCertificate()
    {
        CertificateRequest request = new("CN=Township", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        _certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }

    public string Pem => _certificate.ExportCertificatePem();

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}
