using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Server.Intake;

namespace Wugang.Supervisor.Server;

/// <summary><c>POST /api/v1/nodes/{id}/commands</c>: a person's command, signed with the node's key and published.</summary>
/// <remarks>There is no sign-in: the server listens on this machine alone and takes commands from its own pages and from programs.</remarks>
internal sealed class CommandApi(SharedSupervision supervision, BrokerConnection broker)
{
    /// <summary>How long a node may obey a command, in milliseconds.</summary>
    private const long ValidMs = 60_000;

    private static readonly string[] Plain = ["set", "set_forced", "unset", "end_test", "silence", "reset"];

    private readonly MessageNumbers _numbers = new();

    internal sealed record CommandDocument(string? Command, string? Zone, long? DurationS, string? Reason, string? By);

    private sealed record AcceptedDocument(string Node, long Id, long ExpiresMs);

    /// <summary>Signs and publishes; the node answers with a <c>command</c> record.</summary>
    public async Task<IResult> PostAsync(string id, CommandDocument document, HttpRequest request, CancellationToken cancel)
    {
        if (!PersonRequest.TryFindNode(id, request, supervision, out SupervisedNode? node, out IResult? refusal))
        {
            return refusal;
        }

        if (FindFault(document) is { } fault)
        {
            return PersonRequest.Refuse(StatusCodes.Status400BadRequest, "No such command", fault);
        }

        long nowMs = supervision.NowMs;
        Command command = new()
        {
            Act = document.Command,
            Zone = document.Zone ?? "",
            DurationS = document.DurationS ?? 0,
            Reason = document.Reason ?? "",
            By = document.By,
            Id = _numbers.Take(node.Name, nowMs, supervision.Read(_ => node.Status.CommandId)),
            ExpiresUnixMs = nowMs + ValidMs,
        };
        bool isPublished = await broker.TryPublishOnceAsync(node.Topics.Command, node.Sign(command), cancel);
        return isPublished
            ? TypedResults.Accepted((string?)null, new AcceptedDocument(id, command.Id, command.ExpiresUnixMs))
            : PersonRequest.Refuse(StatusCodes.Status503ServiceUnavailable, "Not sent", "There is no connection to the broker. Nothing was sent.");
    }

    /// <summary>What is wrong with a command, or null.</summary>
    private static string? FindFault(CommandDocument document)
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

        return PersonRequest.FindFault(document.By, document.Reason);
    }
}
