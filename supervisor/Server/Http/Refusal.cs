using Microsoft.AspNetCore.Http.HttpResults;
using Wugang.Supervisor.Server.People;

namespace Wugang.Supervisor.Server.Http;

/// <summary>How a request is refused: what is wrong and what to do, as problem details (RFC 9457).</summary>
internal static class Refusal
{
    /// <summary>Somebody asks for what they may not do at a facility or node; empty for the whole city.</summary>
    public static ProblemHttpResult OfRight(Caller caller, string part)
    {
        return Of(StatusCodes.Status403Forbidden, "Not allowed", $"'{caller.Person.Name}' may not do this{(part.Length == 0 ? "" : $" at {part}")}.");
    }

    /// <summary>A facility or node that is not there, or not for who asks: which of both is not told.</summary>
    public static ProblemHttpResult OfUnknown(string id)
    {
        return Of(
            StatusCodes.Status404NotFound,
            "Not enrolled",
            $"'{id}' is not enrolled. GET /api/v1/facilities lists the facilities and nodes that you may see.");
    }

    /// <param name="status">The HTTP status.</param>
    /// <param name="title">What is wrong, in a few words.</param>
    /// <param name="detail">What is wrong and what to do.</param>
    /// <param name="errors">Faults by path; none where it is about something else.</param>
    public static ProblemHttpResult Of(int status, string title, string detail, params string[] errors)
    {
        return errors.Length == 0
            ? TypedResults.Problem(statusCode: status, title: title, detail: detail)
            : TypedResults.Problem(
                statusCode: status,
                title: title,
                detail: detail,
                extensions: new Dictionary<string, object?> { ["errors"] = errors });
    }
}
