using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using Wugang.Firmware.Core;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Intake;
using Wugang.Supervisor.Server.People;

namespace Wugang.Supervisor.Server;

/// <summary>What every request that a person makes of a node must keep to, and how it is refused.</summary>
internal static class PersonRequest
{
    private static readonly string TextRule = $"in at most {Limits.MaxTextCharacters} printable ASCII characters.";

    /// <summary>Publishes what was signed for a node.</summary>
    /// <returns>Whether the broker has all of it.</returns>
    public static async Task<bool> TrySendAsync(this BrokerConnection broker, SignedMessage message, CancellationToken cancel)
    {
        foreach (byte[] part in message.Parts)
        {
            if (!await broker.TryPublishOnceAsync(message.Topic, part, cancel))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What is wrong with the person's name or reason, or null.</summary>
    public static string? FindFault([NotNull] string? by, string? reason)
    {
        string? fault = !IsText(by) || by.Length == 0 ? $"'by' names the person, {TextRule}"
            : !IsText(reason ?? "") ? $"'reason' is {TextRule}"
            : null;
        by ??= "";
        return fault;
    }

    /// <summary>Somebody asks for what they may not do at a facility or node; empty for the whole city.</summary>
    public static ProblemHttpResult RefuseRight(Caller caller, string part)
    {
        return Refuse(StatusCodes.Status403Forbidden, "Not allowed", $"'{caller.Person.Name}' may not do this{(part.Length == 0 ? "" : $" at {part}")}.");
    }

    /// <summary>A facility or node that is not there, or not for who asks: which of both is not told.</summary>
    public static ProblemHttpResult RefuseUnknown(string id)
    {
        return Refuse(
            StatusCodes.Status404NotFound,
            "Not enrolled",
            $"'{id}' is not enrolled. GET /api/v1/facilities lists the facilities and nodes that you may see.");
    }

    /// <param name="status">The HTTP status.</param>
    /// <param name="title">What is wrong, in a few words.</param>
    /// <param name="detail">What is wrong and what to do.</param>
    /// <param name="errors">Faults by path; none where it is about something else.</param>
    public static ProblemHttpResult Refuse(int status, string title, string detail, params string[] errors)
    {
        return errors.Length == 0
            ? TypedResults.Problem(statusCode: status, title: title, detail: detail)
            : TypedResults.Problem(
                statusCode: status,
                title: title,
                detail: detail,
                extensions: new Dictionary<string, object?> { ["errors"] = errors });
    }

    private static bool IsText([NotNullWhen(true)] string? text)
    {
        return text?.Length <= Limits.MaxTextCharacters && text.All(character => character is >= ' ' and <= '~');
    }
}
