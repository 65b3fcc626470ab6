using System;
using System.Security.Cryptography.X509Certificates;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Esp32;

/// <summary>The certificate of the authority that vouches for the broker, as a person brings it: PEM.</summary>
internal static class AuthorityText
{
    /// <summary>What such a file must be.</summary>
    public const string Requirement = "must be one certificate in PEM, from BEGIN CERTIFICATE to END CERTIFICATE, of at most 4096 bytes";

    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    /// <summary>Takes the certificate out of a file and leaves what people write around it.</summary>
    /// <returns>The certificate in PEM; null where there is none, more than one, or one that the chip cannot read.</returns>
    public static byte[] Read(byte[] file)
    {
        int begin = Find(file, Begin, 0);
        int end = begin < 0 ? -1 : Find(file, End, begin);
        bool isOne = end > begin && Find(file, Begin, begin + 1) < 0 && file.Length <= Limits.MaxAuthorityBytes;
        if (!isOne)
        {
            return null;
        }

        byte[] certificate = new byte[end + End.Length - begin];
        Array.Copy(file, begin, certificate, 0, certificate.Length);
        return Parse(certificate) == null ? null : certificate;
    }

    /// <summary>The certificate as the chip's TLS takes it; null where it cannot read it.</summary>
    public static X509Certificate Parse(byte[] certificate)
    {
        try
        {
            return new X509Certificate(Ascii.GetString(certificate, 0, certificate.Length));
        }
        catch (Exception)
        {
            // Its parser throws exceptions of several types; all of them mean the same.
            return null;
        }
    }

    private static int Find(byte[] file, string text, int from)
    {
        for (int at = from; at + text.Length <= file.Length; at++)
        {
            if (Ascii.AreEqual(file, at, text.Length, text))
            {
                return at;
            }
        }

        return -1;
    }
}
