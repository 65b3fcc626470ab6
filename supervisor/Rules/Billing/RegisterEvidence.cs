using System.Security.Cryptography;

namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Readings, and how to prove them.</summary>
public sealed class RegisterEvidence
{
    private readonly Func<long, long, string> _digestOf;
    private readonly string _source;
    private readonly string _place;

    private RegisterEvidence(RegisterSeries series, string source, string place, Func<long, long, string> digestOf)
    {
        (Series, _source, _place, _digestOf) = (series, source, place, digestOf);
    }

    public RegisterSeries Series { get; }

    /// <summary>Those of a table.</summary>
    /// <exception cref="InvalidDataException">Something in it is wrong; the message names file, line and field.</exception>
    public static RegisterEvidence OfFile(byte[] bytes, string file, long rolloverAt)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return new RegisterEvidence(RegisterFile.Read(bytes, file, rolloverAt), file, "line", (_, _) => digest);
    }

    /// <summary>Those of a node's signed records.</summary>
    /// <param name="records">Its records in order of their numbers.</param>
    /// <param name="node">The node.</param>
    /// <param name="meter">The meter's name.</param>
    /// <exception cref="InvalidDataException">There are none, or they contradict each other.</exception>
    public static RegisterEvidence OfRecords(IReadOnlyCollection<VerifiedRecord> records, string node, string meter)
    {
        MeterRecords found = MeterRecords.Of(records, meter);
        try
        {
            RegisterSeries series = RegisterSeries.Of(found.Rows, found.RolloverAt, sequence => $"record {sequence} of {node}");
            return new RegisterEvidence(series, node, "record", (first, last) => DigestOf(records, first, last));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"meter '{meter}' of {node}: {e.Message}", e);
        }
    }

    /// <summary>What a time is priced by.</summary>
    public RegisterProof ProofOf(long fromMs, long toMs)
    {
        long[] places = [.. Series.RowsFor(fromMs, toMs).ToArray().Select(row => row.Place)];
        (long first, long last) = (places.Min(), places.Max());
        return new RegisterProof(_source, _place, first, last, places.Distinct().Count(), DigestOf(first, last));
    }

    /// <summary>Digest of the records from one number to another, both included; of a file, of all of it.</summary>
    public string DigestOf(long first, long last)
    {
        return _digestOf(first, last);
    }

    private static string DigestOf(IReadOnlyCollection<VerifiedRecord> records, long first, long last)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (VerifiedRecord record in records.Where(record => record.Sequence >= first && record.Sequence <= last))
        {
            hash.AppendData(record.Bytes);
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
