using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Wugang.Supervisor.Registry;

/// <summary>One line of the audit log. Each holds the hash of the one before it, so that none can be taken out or changed unseen.</summary>
/// <param name="Number">From 1, without gap.</param>
/// <param name="AtMs">When, milliseconds since 1970 UTC.</param>
/// <param name="Person">Who.</param>
/// <param name="What">The act.</param>
/// <param name="Target">What it was done to; may be empty.</param>
/// <param name="Area">Where; empty for the city.</param>
/// <param name="Detail">More about it.</param>
/// <param name="Prev">The hash of the entry before; empty for the first.</param>
/// <param name="Hash">SHA-256 of the others as a JSON array, in base64url.</param>
public sealed record AuditEntry(long Number, long AtMs, string Person, string What, string Target, string Area, string Detail, string Prev, string Hash)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether it is as it was written and stands behind the one before.</summary>
    public bool Follows(AuditEntry? before)
    {
        return Number == (before?.Number ?? 0) + 1 && Prev == (before?.Hash ?? "") && Hash == HashOf();
    }

    internal static AuditEntry After(AuditEntry? before, long atMs, Act act)
    {
        AuditEntry entry = new(
            (before?.Number ?? 0) + 1, atMs, act.Person, act.What, act.Target, act.Area, act.Detail, before?.Hash ?? "", "");
        return entry with { Hash = entry.HashOf() };
    }

    private string HashOf()
    {
        string text = JsonSerializer.Serialize(new object[] { Number, AtMs, Person, What, Target, Area, Detail, Prev }, Plain);
        return System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
