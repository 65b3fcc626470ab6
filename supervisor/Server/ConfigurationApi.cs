using System.Collections;
using System.Text.Json;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Supervisor.Rules.Configurations;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Server.Intake;

namespace Wugang.Supervisor.Server;

/// <summary>
/// <c>POST /api/v1/nodes/{id}/configuration</c>: a person's configuration, checked by the node's own code, signed with the node's key and
/// published in parts.
/// </summary>
internal sealed class ConfigurationApi(SharedSupervision supervision, BrokerConnection broker)
{
    /// <summary>How long a node may take an update, in milliseconds.</summary>
    private const long ValidMs = 60_000;

    private readonly MessageNumbers _numbers = new();

    internal sealed record UpdateDocument(JsonElement Configuration, string? By);

    private sealed record AcceptedDocument(string Node, long Id, int Version, string Hash, int Parts, long ExpiresMs);

    /// <summary>Checks, signs and publishes; the node answers with a <c>config</c> record.</summary>
    public async Task<IResult> PostAsync(string id, UpdateDocument document, HttpRequest request, CancellationToken cancel)
    {
        if (!PersonRequest.TryFindNode(id, request, supervision, out SupervisedNode? node, out IResult? refusal))
        {
            return refusal;
        }

        if (PersonRequest.FindFault(document.By, null) is { } fault)
        {
            return PersonRequest.Refuse(StatusCodes.Status400BadRequest, "No such person", fault);
        }

        NodeSettings? settings = Read(node, document.Configuration, out byte[] text, out string[] errors);
        if (settings is null)
        {
            return PersonRequest.Refuse(
                StatusCodes.Status400BadRequest,
                "Not a good configuration",
                "Nothing was sent. 'errors' names each fault by its path; docs/reference/settings.md says what belongs there.",
                errors);
        }

        long nowMs = supervision.NowMs;
        long number = _numbers.Take(id, nowMs, supervision.Read(_ => node.Status.Configurations.UpdateId));
        IReadOnlyList<byte[]> parts = node.Sign(text, number, nowMs + ValidMs, document.By);
        foreach (byte[] part in parts)
        {
            if (!await broker.TryPublishOnceAsync(node.Topics.Command, part, cancel))
            {
                return PersonRequest.Refuse(
                    StatusCodes.Status503ServiceUnavailable,
                    "Not sent",
                    "There is no connection to the broker. The node takes no part of it; send it once more.");
            }
        }

        return TypedResults.Accepted(
            (string?)null,
            new AcceptedDocument(
                id, number, settings.Version, System.Buffers.Text.Base64Url.EncodeToString(Sha256.HashOf(text)), parts.Count, nowMs + ValidMs));
    }

    /// <summary>Reads the configuration as the node will, in so far as its version and its name are known here.</summary>
    private NodeSettings? Read(SupervisedNode node, JsonElement configuration, out byte[] text, out string[] errors)
    {
        text = [];
        errors = [SettingsErrors.NoObject("configuration", Limits.MaxSettingsBytes)];
        if (configuration.ValueKind != JsonValueKind.Object || configuration.GetRawText().Length > Limits.MaxSettingsBytes)
        {
            return null;
        }

        Hashtable tree = JsonTree.Of(configuration);
        ConfigurationInForce? inForce = supervision.Read(_ => node.Status.Configurations.Newest);
        NodeSettingsReader reader = new(tree, ChannelPins.OfEsp32S3());
        NodeSettings? settings = reader.ReadUpdate(new NodeSettings { Node = node.Enrolled.Id, Version = inForce?.Version ?? 0 });
        errors = reader.Errors;
        text = settings is null ? [] : CanonicalTree.Write(tree, Limits.MaxSettingsBytes);
        return settings;
    }
}
