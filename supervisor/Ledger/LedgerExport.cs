using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Wugang.Supervisor.Ledger;

/// <summary>
/// Writes what a ledger received in a time to a file that anybody with the keys can check offline (docs/reference/export.md): each record as
/// received, in order, and a digest of all of it. The supervisor may use the ledger meanwhile.
/// </summary>
public static class LedgerExport
{
    private const string MomentFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>Writes the export.</summary>
    /// <param name="ledger">What is exported.</param>
    /// <param name="fromMs">Of what arrived from this time on, milliseconds since 1970 UTC.</param>
    /// <param name="toMs">And before this time.</param>
    /// <param name="target">Takes the text.</param>
    /// <returns>How many lines there are between head and end, and the SHA-256 of all before the end.</returns>
    public static (long Count, string Digest) Write(ILedgerStore ledger, long fromMs, long toMs, TextWriter target)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void WriteLine(string line)
        {
            target.Write(line + "\n");
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        }

        WriteLine($"{{\"format\":\"wugang-ledger-export\",\"version\":1,\"from\":\"{TextOf(fromMs)}\",\"to\":\"{TextOf(toMs)}\"}}");
        long count = 0;
        foreach ((string what, long receivedMs, byte[] bytes) in ledger.ReadArrived(fromMs, toMs))
        {
            WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"received_ms\":{receivedMs},\"{what}\":{Encoding.ASCII.GetString(bytes)}}}"));
            count++;
        }

        string digest = Convert.ToHexStringLower(hash.GetHashAndReset());
        target.Write($"{{\"lines\":{count},\"sha256\":\"{digest}\"}}\n");
        return (count, digest);
    }

    private static string TextOf(long unixMs)
    {
        return DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString(MomentFormat, CultureInfo.InvariantCulture);
    }
}
