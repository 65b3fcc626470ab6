using System.Text.Json;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Alerts;
using Wugang.Supervisor.Server.Views;
using Wugang.Tests.Supervisor.Support;
using YamlDotNet.Serialization;

namespace Wugang.Tests.Supervisor.Wire;

/// <summary>docs/reference/asyncapi.yaml names every topic and kind of the code, and no others.</summary>
[TestClass]
public class AsyncApiTests
{
    private static readonly string Reference = Path.Combine(Repository.Root, "docs", "reference");
    private static readonly JsonElement Document = Read();

    [TestMethod]
    public void EveryTopicOfTheCodeHasAChannelAndEveryChannelATopic()
    {
        Topics topics = new(NodeId.Parse("410481001-0007-01"));
        string[] ofTheCode =
        [
            topics.Journal, topics.State, topics.Online, topics.Acknowledgement, topics.Command,
            SupervisedDocuments.TopicOf("410481001-0007"), SupervisedDocuments.TopicOfNode("410481001-0007-01"),
        ];
        string[] documented =
        [
            .. Document.GetProperty("channels").EnumerateObject()
                .Select(channel => channel.Value.GetProperty("address").GetString()).OfType<string>().Where(address => address.Length > 0)
                .Select(address => address.Replace("{township}", "410481001", StringComparison.Ordinal)
                    .Replace("{facility}", "0007", StringComparison.Ordinal).Replace("{node}", "01", StringComparison.Ordinal)),
        ];

        CollectionAssert.AreEquivalent(ofTheCode, documented);
    }

    [TestMethod]
    public void EveryKindOfRecordIsAMessageOfTheJournalOrOfTheState()
    {
        string[] ofTheCode = [.. Enum.GetValues<RecordKind>().Select(RecordKinds.NameOf)];
        string[] documented = [.. MessagesOf("journal"), .. MessagesOf("state")];

        CollectionAssert.AreEquivalent(ofTheCode, documented);
    }

    [TestMethod]
    public void EveryMessageHasASchemaAndEverySchemaAMessage()
    {
        List<string> used = [];
        foreach (JsonProperty message in Document.GetProperty("components").GetProperty("messages").EnumerateObject())
        {
            string[] reference = message.Value.GetProperty("payload").GetProperty("$ref").GetString()!.Split('#');
            string text = File.ReadAllText(Path.Combine(Reference, reference[0]));
            used.Add(Path.GetFileName(reference[0])[..^".schema.json".Length]);
            if (reference.Length > 1)
            {
                JsonElement schema = JsonElement.Parse(text).GetProperty("$defs").GetProperty(reference[1].Split('/')[^1]);
                JsonElement kind = schema.GetProperty("properties").GetProperty("kind").GetProperty("const");
                Assert.Contains(kind.GetString(), new[] { message.Name, "cmd", "config" });
            }
        }

        CollectionAssert.AreEquivalent(WireSchemas.Names.ToArray(), used.Distinct().ToArray());
        Assert.HasCount(Document.GetProperty("components").GetProperty("messages").EnumerateObject().Count(), ChannelMessages().Distinct().ToArray());
    }

    [TestMethod]
    public void EveryReferenceWithinTheDocumentLeadsSomewhere()
    {
        string[] references = [.. ReferencesIn(Document).Where(reference => reference.StartsWith('#'))];

        Assert.IsNotEmpty(references);
        foreach (string reference in references)
        {
            JsonElement at = Document;
            foreach (string part in reference.Split('/').Skip(1))
            {
                Assert.IsTrue(at.TryGetProperty(part, out at), reference);
            }
        }
    }

    [TestMethod]
    public void TheWebhooksSchemaKnowsEveryKindStateAndChange()
    {
        JsonElement schema = JsonElement.Parse(File.ReadAllText(Path.Combine(WireSchemas.Folder, "alert-webhook.schema.json"))).GetProperty("properties");
        JsonElement alert = schema.GetProperty("data").GetProperty("properties").GetProperty("alert").GetProperty("properties");

        CollectionAssert.AreEqual(NamesOf<AlertChange>("alert."), WordsOf(schema.GetProperty("type")));
        CollectionAssert.AreEqual(NamesOf<AlertKind>(""), WordsOf(alert.GetProperty("kind")));
        CollectionAssert.AreEqual(NamesOf<AlertState>(""), WordsOf(alert.GetProperty("state")));
    }

    private static string[] NamesOf<T>(string prefix)
        where T : struct, Enum
    {
        return [.. Enum.GetValues<T>().Select(value => prefix + AlertWords.NameOf(value))];
    }

    private static string[] WordsOf(JsonElement schema)
    {
        return [.. schema.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!)];
    }

    private static IEnumerable<string> MessagesOf(string channel)
    {
        return Document.GetProperty("channels").GetProperty(channel).GetProperty("messages").EnumerateObject().Select(message => message.Name);
    }

    private static IEnumerable<string> ChannelMessages()
    {
        return Document.GetProperty("channels").EnumerateObject().SelectMany(channel => MessagesOf(channel.Name));
    }

    private static IEnumerable<string> ReferencesIn(JsonElement element)
    {
        return element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(ReferencesIn)
            : element.ValueKind != JsonValueKind.Object ? []
            : element.EnumerateObject().SelectMany(member =>
                member.Name == "$ref" ? [member.Value.GetString()!] : ReferencesIn(member.Value));
    }

    private static JsonElement Read()
    {
        object yaml = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build()
            .Deserialize<object>(File.ReadAllText(Path.Combine(Reference, "asyncapi.yaml")))!;
        return JsonElement.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(yaml));
    }
}
