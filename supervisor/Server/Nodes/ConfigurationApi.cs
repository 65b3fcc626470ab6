using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Wugang.Supervisor.Registry.Configurations;
using Wugang.Supervisor.Rules.Configurations;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Supervisor.Server.Http;
using Wugang.Supervisor.Server.Intake;
using Wugang.Supervisor.Server.People;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Nodes;

/// <summary>
/// <c>/api/v1/nodes/{id}/configuration</c>: what a node runs with, as far as somebody brought it; and a person's configuration, checked by the
/// node's own code, signed with the node's key and published in parts.
/// </summary>
internal sealed class ConfigurationApi(
    CurrentEnrolment enrolment, IGrainFactory grains, BrokerConnection broker, ConfigurationBook book, SupervisorClock clock)
{
    internal sealed record UpdateDocument(JsonElement Configuration, string? By);

    internal sealed record AcceptedDocument(string Node, long Id, int Version, string Hash, int Parts, long ExpiresMs);

    /// <summary>What the node runs with; <paramref name="Document"/> is null where nobody has brought the document of this hash.</summary>
    internal sealed record ConfigurationDocument(string Node, int Version, string Hash, bool OnTrial, JsonElement? Document, SentDocument? Sent);

    internal sealed record SentDocument(
        long Id, long Version, string Hash, string By, long AtMs, long ExpiresMs, ConfigurationProgress State, IReadOnlyList<string> Errors);

    /// <summary>What the node runs with, and how far what was sent last is.</summary>
    public async Task<IResult> GetAsync(string id)
    {
        if (enrolment.FindNode(id) is null)
        {
            return Refusal.OfUnknown(id);
        }

        ConfigurationView view = await ViewAsync(id);
        return TypedResults.Ok(new ConfigurationDocument(
            id,
            view.Version,
            view.Hash,
            view.OnTrial,
            await book.FindAsync(id, view.Hash) is { } kept ? JsonElement.Parse(kept.Content) : null,
            await book.FindSentAsync(id) is { } sent ? Of(sent, view) : null));
    }

    /// <summary>Takes the document of what the node runs with: its hash proves that it is that.</summary>
    public async Task<IResult> PutAsync(string id, JsonElement configuration, Caller caller)
    {
        if (enrolment.FindNode(id) is not { } node)
        {
            return Refusal.OfUnknown(id);
        }

        if (ConfigurationText.Read(node.Id, 0, configuration, out string[] errors) is not { } text)
        {
            return RefuseNotGood("Nothing was kept.", errors);
        }

        string running = (await ViewAsync(id)).Hash;
        if (text.Hash != running)
        {
            return Refusal.Of(
                StatusCodes.Status409Conflict,
                "Another configuration",
                running.Length == 0
                    ? $"{id} has not said yet what it runs with. Hand it in once the node has started."
                    : $"{id} runs with the configuration of hash {running}; this one is {text.Hash}.");
        }

        await book.HandInAsync(text.KeptFor(node.Id, caller.Person.Name));
        return TypedResults.NoContent();
    }

    /// <summary>Checks, signs and publishes; the node answers with a <c>config</c> record.</summary>
    public async Task<IResult> PostAsync(string id, UpdateDocument document, Caller caller, CancellationToken cancel)
    {
        if (enrolment.FindNode(id) is not { } enrolled)
        {
            return Refusal.OfUnknown(id);
        }

        string? by = caller.NameFor(document.By);
        if (PersonText.FindFault(by, null) is { } fault)
        {
            return Refusal.Of(StatusCodes.Status400BadRequest, "No such person", fault);
        }

        int inForce = (await ViewAsync(id)).Version;
        if (ConfigurationText.Read(enrolled.Id, inForce, document.Configuration, out string[] errors) is not { } text)
        {
            return RefuseNotGood("Nothing was sent.", errors);
        }

        SignedMessage update = await grains.GetGrain<INodeGrain>(id).SignAsync(new ConfigurationRequest(text.Bytes, by));
        await book.SendAsync(text.KeptFor(enrolled.Id, by) with { UpdateId = update.Id, ExpiresMs = update.ExpiresMs });
        if (!await broker.TrySendAsync(update, cancel))
        {
            await book.EndWaitAsync(id, update.Id);
            return Refusal.Of(
                StatusCodes.Status503ServiceUnavailable,
                "Not sent",
                "There is no connection to the broker. The node takes no part of it; send it once more.");
        }

        return TypedResults.Accepted(
            (string?)null, new AcceptedDocument(id, update.Id, text.Version, text.Hash, update.Parts.Length, update.ExpiresMs));
    }

    private async Task<ConfigurationView> ViewAsync(string id)
    {
        return (await grains.GetGrain<INodeGrain>(id).GetReportAsync()).Value.View.Configuration;
    }

    private SentDocument Of(KeptConfiguration sent, ConfigurationView view)
    {
        ConfigurationProgress progress = new SentConfiguration(sent.UpdateId, sent.Version, sent.Hash, sent.ExpiresMs).ProgressBy(
            new ConfigurationInForce(view.Version, view.Hash, view.OnTrial), view.Change, view.AnsweredId, clock.NowMs);
        return new SentDocument(
            sent.UpdateId, sent.Version, sent.Hash, sent.Person, sent.AtMs, sent.ExpiresMs, progress,
            progress == ConfigurationProgress.Refused ? view.Change!.Errors : []);
    }

    private static ProblemHttpResult RefuseNotGood(string outcome, string[] errors)
    {
        return Refusal.Of(
            StatusCodes.Status400BadRequest,
            "Not a good configuration",
            $"{outcome} 'errors' names each fault by its path; docs/reference/settings.md says what belongs there.",
            errors);
    }
}
