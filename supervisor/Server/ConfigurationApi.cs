using System.Collections;
using System.Text.Json;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Rules.Configurations;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Intake;
using Wugang.Supervisor.Server.People;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server;

/// <summary>
/// <c>POST /api/v1/nodes/{id}/configuration</c>: a person's configuration, checked by the node's own code, signed with the node's key and
/// published in parts.
/// </summary>
internal sealed class ConfigurationApi(Enrolment enrolment, IGrainFactory grains, BrokerConnection broker, AuditLog log)
{
    internal sealed record UpdateDocument(JsonElement Configuration, string? By);

    internal sealed record AcceptedDocument(string Node, long Id, int Version, string Hash, int Parts, long ExpiresMs);

    /// <summary>Checks, signs and publishes; the node answers with a <c>config</c> record.</summary>
    public async Task<IResult> PostAsync(string id, UpdateDocument document, Caller caller, CancellationToken cancel)
    {
        if (enrolment.FindNode(id) is null)
        {
            return PersonRequest.RefuseUnknown(id);
        }

        string? by = caller.NameFor(document.By);
        if (PersonRequest.FindFault(by, null) is { } fault)
        {
            return PersonRequest.Refuse(StatusCodes.Status400BadRequest, "No such person", fault);
        }

        INodeGrain node = grains.GetGrain<INodeGrain>(id);
        ConfigurationView inForce = (await node.GetReportAsync()).Value.View.Configuration;
        NodeSettings? settings = Read(enrolment.FindNode(id)!.Id, inForce.Version, document.Configuration, out byte[] text, out string[] errors);
        if (settings is null)
        {
            return PersonRequest.Refuse(
                StatusCodes.Status400BadRequest,
                "Not a good configuration",
                "Nothing was sent. 'errors' names each fault by its path; docs/reference/settings.md says what belongs there.",
                errors);
        }

        SignedMessage update = await node.SignAsync(new ConfigurationRequest(text, by));
        await log.NoteAsync(new Act(by, "node.configure", id, id, $"{update.Id} version {settings.Version}"));
        if (!await broker.TrySendAsync(update, cancel))
        {
            return PersonRequest.Refuse(
                StatusCodes.Status503ServiceUnavailable,
                "Not sent",
                "There is no connection to the broker. The node takes no part of it; send it once more.");
        }

        string hash = System.Buffers.Text.Base64Url.EncodeToString(Sha256.HashOf(text));
        return TypedResults.Accepted(
            (string?)null, new AcceptedDocument(id, update.Id, settings.Version, hash, update.Parts.Length, update.ExpiresMs));
    }

    /// <summary>Reads the configuration as the node will, in so far as its version and its name are known here.</summary>
    private static NodeSettings? Read(
        NodeId node, int version, JsonElement configuration, out byte[] text, out string[] errors)
    {
        text = [];
        errors = [SettingsErrors.NoObject("configuration", Limits.MaxSettingsBytes)];
        if (configuration.ValueKind != JsonValueKind.Object || configuration.GetRawText().Length > Limits.MaxSettingsBytes)
        {
            return null;
        }

        Hashtable tree = JsonTree.Of(configuration);
        NodeSettingsReader reader = new(tree, ChannelPins.OfEsp32S3());
        NodeSettings? settings = reader.ReadUpdate(new NodeSettings { Node = node, Version = version });
        errors = reader.Errors;
        text = settings is null ? [] : CanonicalTree.Write(tree, Limits.MaxSettingsBytes);
        return settings;
    }
}
