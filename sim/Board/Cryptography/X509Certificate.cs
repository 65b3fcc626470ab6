namespace System.Security.Cryptography.X509Certificates;

/// <summary>A certificate as the chip has it: made of its text, PEM, where .NET's would take a file name.</summary>
public class X509Certificate
{
    /// <exception cref="Exception">The text is no certificate; nanoFramework says no more either.</exception>
    public X509Certificate(string certificate)
    {
        try
        {
            Net = X509Certificate2.CreateFromPem(certificate);
        }
        catch (CryptographicException failure)
        {
            throw new ArgumentException("The certificate cannot be parsed.", nameof(certificate), failure);
        }
    }

    /// <summary>The same for .NET.</summary>
    internal X509Certificate2 Net { get; }
}
