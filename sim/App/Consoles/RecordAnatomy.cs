using System.Text.Json.Nodes;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Wugang.Sim.App.Consoles;

/// <summary>A record taken apart: what it says, what it is linked to, and how it is signed.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Boot">Boot count of the node.</param>
/// <param name="UnixMs">Its time of day, 0 where the node did not know it.</param>
/// <param name="Data">What happened.</param>
/// <param name="Prev">The link that it carries: 16 bytes of the signature before, base64url.</param>
/// <param name="Link">The link that the next one must carry.</param>
/// <param name="Chain">How <paramref name="Prev"/> fits what was said before: <c>first</c>, <c>joined</c>, <c>broken</c>, or <c>unseen</c> where that is not known.</param>
/// <param name="Header">The protected header.</param>
/// <param name="KeyId">The key that the header names.</param>
/// <param name="Signature">The HMAC, base64url.</param>
/// <param name="Verified">Whether the node's own key made that signature over these bytes, by the firmware's own check.</param>
/// <param name="Bytes">Length of the whole.</param>
internal sealed record RecordAnatomy(
    long Seq,
    string Kind,
    long Boot,
    long UnixMs,
    JsonNode? Data,
    string Prev,
    string Link,
    string Chain,
    string Header,
    string KeyId,
    string Signature,
    bool Verified,
    int Bytes)
{
    /// <summary>Takes a record apart.</summary>
    /// <param name="bytes">The record as it was sent.</param>
    /// <param name="keys">The keys that the node was given.</param>
    /// <param name="before">The record with the number before, where it was seen.</param>
    /// <returns>Null where the bytes are no record.</returns>
    public static RecordAnatomy? Of(byte[] bytes, NodeKeys keys, RecordAnatomy? before)
    {
        RecordReader reader = new();
        if (reader.Read(bytes, 0, bytes.Length) != ReadStatus.Ok)
        {
            return null;
        }

        RecordInspection inspection = RecordInspection.Of(bytes, [new NodeKey(keys.KeyId, keys.KeySecret, new SystemMac())], before: null, losses: []);
        return new RecordAnatomy(
            reader.Sequence,
            RecordKinds.NameOf(reader.Kind),
            reader.Boot,
            reader.Time.UnixMs,
            JsonNode.Parse(bytes.AsSpan(reader.DataStart, reader.DataCount)),
            inspection.Link,
            Base64Url.EncodeToString(reader.Signed.Signature.AsSpan(0, ChainLink.LinkBytes)),
            "",
            inspection.Header,
            inspection.KeyId,
            inspection.Signature,
            inspection.State == SignatureState.Good,
            bytes.Length).Behind(before);
    }

    /// <summary>The same, now that it is known what was said before it.</summary>
    /// <param name="before">The record with the number before, where it was seen.</param>
    public RecordAnatomy Behind(RecordAnatomy? before)
    {
        return this with { Chain = Seq == 1 ? "first" : before is null ? "unseen" : before.Link == Prev ? "joined" : "broken" };
    }
}
