using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Core;

/// <summary>What the writer writes is what System.Text.Json reads, and no bytes whatever upset the readers.</summary>
[TestClass]
public sealed class CanonicalJsonProperties
{
    private static readonly Gen<string> Name = Gen.Char['a', 'z'].Array[1, 8].Select(characters => new string(characters));
    private static readonly Gen<string> Text = Gen.Char[' ', '~'].Array[0, 12].Select(characters => new string(characters));
    private static readonly Gen<long> Integer = Gen.OneOf(
        Gen.Long[-Limits.MaxWireInteger, Limits.MaxWireInteger], Gen.Long[-20, 20], Gen.Const(Limits.MaxWireInteger), Gen.Const(-Limits.MaxWireInteger));

    private static readonly Gen<JsonNode> Value = Gen.Recursive<JsonNode>((depth, self) => depth >= Limits.MaxDepth - 2
        ? Leaf()
        : Gen.OneOf(
            Leaf(),
            self.Array[0, 4].Select(items => (JsonNode)new JsonArray([.. items.Select(item => item.DeepClone())])),
            ObjectOf(self)));

    [TestMethod]
    public void TheWriterWritesWhatSystemTextJsonReads()
    {
        ObjectOf(Value).Sample(
            node =>
            {
                CanonicalWriter writer = new(new byte[1 << 16]);
                Write(writer, node);
                ReadOnlySpan<byte> bytes = writer.Buffer.AsSpan(0, writer.Position);
                return JsonNode.DeepEquals(JsonNode.Parse(bytes), node) && Encoding.ASCII.GetString(bytes) == Canonical(node);
            },
            iter: 20_000);
    }

    [TestMethod]
    public void TheReaderTakesEverythingThatTheWriterWrites()
    {
        ObjectOf(Value).Sample(
            node =>
            {
                byte[] bytes = Encoding.ASCII.GetBytes(Canonical(node));
                CanonicalReader reader = new();
                reader.Restart(bytes, 0, bytes.Length);
                return reader.ReadValue() == JsonToken.BeginObject && reader.Read() == JsonToken.End;
            },
            iter: 20_000);
    }

    [TestMethod]
    public void WhatTheReaderTakesSystemTextJsonTakesInTheSameSpelling()
    {
        string[] parts =
        [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"b\"", "1", "0", "-1", "-0", "01", "1.0", "true", "false", "null", " ",
            "\"\\\"\"", "\"\\n\"",
        ];
        Gen<byte[]> nearJson = Gen.Int[0, parts.Length - 1].Select(index => parts[index])
            .Array[1, 14].Select(chosen => Encoding.ASCII.GetBytes(string.Concat(chosen)));
        nearJson.Sample(
            bytes =>
            {
                CanonicalReader reader = new();
                reader.Restart(bytes, 0, bytes.Length);
                JsonToken first = reader.ReadValue();
                bool isTaken = first is not (JsonToken.NotJson or JsonToken.NotCanonical) && reader.Read() == JsonToken.End;
                return !isTaken || Canonical(JsonNode.Parse(bytes)!) == Encoding.ASCII.GetString(bytes);
            },
            iter: 200_000);
    }

    [TestMethod]
    public void NoBytesWhateverUpsetTheReaders()
    {
        RecordReader record = new();
        Presence presence = new();
        Gen.Byte.Array[0, 300].Sample(
            bytes => record.Read(bytes, 0, bytes.Length) != ReadStatus.Ok && presence.Read(bytes) != ReadStatus.Ok,
            iter: 20_000,
            threads: 1);
    }

    private static Gen<JsonNode> Leaf()
    {
        return Gen.OneOf(
            Integer.Select(value => (JsonNode)JsonValue.Create(value)),
            Text.Select(value => (JsonNode)JsonValue.Create(value)),
            Gen.Bool.Select(value => (JsonNode)JsonValue.Create(value)));
    }

    private static Gen<JsonNode> ObjectOf(Gen<JsonNode> value)
    {
        return Gen.Select(Name, value).Array[0, 5].Select(members =>
        {
            JsonObject node = [];
            foreach ((string name, JsonNode member) in members.OrderBy(member => member.Item1, StringComparer.Ordinal))
            {
                node[name] = member.DeepClone();
            }

            return (JsonNode)node;
        });
    }

    private static void Write(CanonicalWriter writer, JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                writer.BeginObject();
                foreach ((string name, JsonNode? member) in members)
                {
                    Write(writer.Name(name), member!);
                }

                writer.EndObject();
                break;
            case JsonArray items:
                writer.BeginArray();
                foreach (JsonNode? item in items)
                {
                    Write(writer, item!);
                }

                writer.EndArray();
                break;
            case JsonValue value when value.TryGetValue(out long integer):
                writer.Integer(integer);
                break;
            case JsonValue value when value.TryGetValue(out bool boolean):
                writer.Boolean(boolean);
                break;
            default:
                writer.Text(node.GetValue<string>());
                break;
        }
    }

    /// <summary>RFC 8785 by hand, from the model: members sorted, two escapes, no white space.</summary>
    private static string Canonical(JsonNode node)
    {
        return node switch
        {
            JsonObject members => "{" + string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal)
                .Select(member => Quote(member.Key) + ":" + (member.Value is null ? "null" : Canonical(member.Value)))) + "}",
            JsonArray items => "[" + string.Join(',', items.Select(item => item is null ? "null" : Canonical(item))) + "]",
            _ when node.GetValueKind() == JsonValueKind.String => Quote(node.GetValue<string>()),
            _ when node.GetValueKind() == JsonValueKind.Number => decimal.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)
                .ToString("0.############", System.Globalization.CultureInfo.InvariantCulture),
            _ => node.ToJsonString(),
        };
    }

    private static string Quote(string text)
    {
        return "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }
}
