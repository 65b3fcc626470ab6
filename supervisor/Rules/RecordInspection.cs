using System.Text;
using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Base64Url = System.Buffers.Text.Base64Url;

namespace Wugang.Supervisor.Rules;

/// <summary>A stored record or heartbeat taken apart and checked anew (docs/reference/wire.md#signature).</summary>
/// <param name="Header">The protected header, decoded.</param>
/// <param name="EncodedHeader">The protected header as the signature covers it, in base64url.</param>
/// <param name="Payload">The bytes that were signed behind it: the record without its <c>sig</c>.</param>
/// <param name="Signature">The signature in base64url.</param>
/// <param name="KeyId">The key that the header names; empty where it names none.</param>
/// <param name="State">Whether the signature holds.</param>
/// <param name="Link">What it carries of the record before it, or that it vouches for, in base64url.</param>
/// <param name="ExpectedLink">What that record's signature says it must be; null where that record is not stored.</param>
/// <param name="Place">Whether the two agree.</param>
public sealed record RecordInspection(
    string Header,
    string EncodedHeader,
    string Payload,
    string Signature,
    string KeyId,
    SignatureState State,
    string Link,
    string? ExpectedLink,
    ChainPlace Place)
{
    /// <summary>Takes a record apart.</summary>
    /// <param name="record">The record as received.</param>
    /// <param name="keys">The node's keys.</param>
    /// <param name="before">The record before it, or of a heartbeat the one that it vouches for, as received; null where it is not stored.</param>
    /// <param name="losses">Losses that may say why there is none.</param>
    /// <exception cref="InvalidDataException">These bytes are no record.</exception>
    public static RecordInspection Of(byte[] record, IReadOnlyList<NodeKey> keys, byte[]? before, IEnumerable<byte[]> losses)
    {
        RecordReader reader = Read(record);
        string text = Encoding.ASCII.GetString(record);
        string signature = JsonElement.Parse(text).GetProperty("sig").GetString()!;
        string encodedHeader = signature[..signature.IndexOf('.', StringComparison.Ordinal)];
        string header = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(encodedHeader));
        NodeKey? key = keys.FirstOrDefault(reader.Signed.Names);
        byte[] link = reader.Kind == RecordKind.Heartbeat ? reader.HeadLink : reader.PreviousLink;
        byte[]? expected = before is null ? null : Read(before).Signed.Signature[..ChainLink.LinkBytes];
        return new RecordInspection(
            header,
            encodedHeader,
            text.Replace($",\"sig\":\"{signature}\"", "", StringComparison.Ordinal),
            signature[(signature.LastIndexOf('.') + 1)..],
            KeyIdIn(header),
            key is null ? SignatureState.KeyUnknown : reader.Signed.IsSignedBy(key) ? SignatureState.Good : SignatureState.Wrong,
            Base64Url.EncodeToString(link),
            expected is null ? null : Base64Url.EncodeToString(expected),
            PlaceOf(reader, link, expected, losses.Append(record)));
    }

    private static ChainPlace PlaceOf(RecordReader reader, byte[] link, byte[]? expected, IEnumerable<byte[]> losses)
    {
        bool isFirst = reader.Sequence == (reader.Kind == RecordKind.Heartbeat ? 0 : 1);
        if (expected is not null && link.AsSpan().SequenceEqual(expected))
        {
            return ChainPlace.Joined;
        }

        if (isFirst && expected is null && !link.AsSpan().ContainsAnyExcept((byte)0))
        {
            return ChainPlace.First;
        }

        Loss loss = new();
        foreach (byte[] bytes in losses)
        {
            RecordReader other = Read(bytes);
            if (other.Kind == RecordKind.Loss && loss.Read(bytes, other.DataStart, other.DataCount)
                && loss.Explains(reader.Sequence - 1, reader.Sequence - 1, link))
            {
                return ChainPlace.AfterLoss;
            }
        }

        return expected is null ? ChainPlace.Missing : ChainPlace.Broken;
    }

    private static RecordReader Read(byte[] bytes)
    {
        RecordReader reader = new();
        return reader.Read(bytes, 0, bytes.Length) == ReadStatus.Ok
            ? reader
            : throw new InvalidDataException("These bytes are no record.");
    }

    private static string KeyIdIn(string header)
    {
        JsonElement json = JsonElement.Parse(header);
        return json.TryGetProperty("kid", out JsonElement keyId) ? keyId.GetString() ?? "" : "";
    }
}
