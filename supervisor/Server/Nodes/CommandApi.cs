using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Http;
using Wugang.Supervisor.Server.Intake;
using Wugang.Supervisor.Server.People;

namespace Wugang.Supervisor.Server.Nodes;

/// <summary><c>POST /api/v1/nodes/{id}/commands</c>: a person's command, signed with the node's key and published.</summary>
internal sealed class CommandApi(CurrentEnrolment enrolment, IGrainFactory grains, BrokerConnection broker, AuditLog log)
{
    private static readonly string[] Plain = ["set", "set_forced", "unset", "end_test", "silence", "reset"];

    internal sealed record CommandDocument(string? Command, string? Zone, long? DurationS, string? Reason, string? By);

    internal sealed record AcceptedDocument(string Node, long Id, long ExpiresMs);

    /// <summary>Signs and publishes; the node answers with a <c>command</c> record.</summary>
    public async Task<IResult> PostAsync(string id, CommandDocument document, Caller caller, CancellationToken cancel)
    {
        if (enrolment.FindNode(id) is null)
        {
            return Refusal.OfUnknown(id);
        }

        string? by = caller.NameFor(document.By);
        if (FindFault(document, by) is { } fault)
        {
            return Refusal.Of(StatusCodes.Status400BadRequest, "No such command", fault);
        }

        SignedMessage command = await grains.GetGrain<INodeGrain>(id).SignAsync(new CommandRequest(
            document.Command!, document.Zone ?? "", document.DurationS ?? 0, document.Reason ?? "", by!));
        await log.NoteAsync(new Act(by!, "node.command", id, id, Describe(document, command.Id)));
        return await broker.TrySendAsync(command, cancel)
            ? TypedResults.Accepted((string?)null, new AcceptedDocument(id, command.Id, command.ExpiresMs))
            : Refusal.Of(StatusCodes.Status503ServiceUnavailable, "Not sent", "There is no connection to the broker. Nothing was sent.");
    }

    private static string Describe(CommandDocument document, long number)
    {
        return string.Join(' ', new[] { $"{number}", document.Command, document.Zone, document.DurationS is { } seconds and > 0 ? $"{seconds} s" : "", document.Reason }
            .Where(part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>What is wrong with a command, or null.</summary>
    private static string? FindFault(CommandDocument document, string? by)
    {
        bool isAboutZone = document.Command is "bypass" or "end_bypass" or "pair";
        int longestS = document.Command switch
        {
            "test" => Limits.MaxTestS,
            "bypass" => Limits.MaxBypassS,
            _ => 0,
        };
        if (!Plain.Contains(document.Command) && !isAboutZone && document.Command != "test")
        {
            return "'command' is one of set, set_forced, unset, test, end_test, silence, reset, bypass, end_bypass, pair.";
        }

        if (isAboutZone ? !Ascii.IsName(document.Zone ?? "", Limits.MaxNameCharacters) : !string.IsNullOrEmpty(document.Zone))
        {
            return "'zone' names a zone for bypass and end_bypass, a sensor for pair, and is empty for the others.";
        }

        if (longestS > 0 ? document.DurationS is null or < 1 || document.DurationS > longestS : document.DurationS is not (null or 0))
        {
            return $"'duration_s' is 1 to {Limits.MaxTestS} for test, 1 to {Limits.MaxBypassS} for bypass, and 0 or absent for the others.";
        }

        return PersonText.FindFault(by, document.Reason);
    }
}
