using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Http;

namespace Wugang.Supervisor.Server.Evidence;

/// <summary>A node's records as received, so that anybody can hold a proof against them; docs/reference/http.md lists it.</summary>
internal static class RecordsApi
{
    private const long RecordsMax = 50_000;

    /// <summary>The records from one number to another, both included, each ended by a line feed: what the digest of a proof is of.</summary>
    public static IResult Get(string id, long first, long last, CurrentEnrolment enrolment, ILedgerStore ledger)
    {
        if (enrolment.FindNode(id) is null)
        {
            return Refusal.OfUnknown(id);
        }

        if (first < 1 || last < first || last - first >= RecordsMax)
        {
            return Refusal.Of(
                StatusCodes.Status400BadRequest,
                "Not a range",
                $"first must be 1 or more, last from first on, and both at most {RecordsMax} records apart.");
        }

        return TypedResults.Stream(
            async stream =>
            {
                foreach (LedgerEntry entry in ledger.ReadRecords(id, first).TakeWhile(entry => entry.Record.Sequence <= last))
                {
                    await stream.WriteAsync((byte[])[.. entry.Record.Bytes, (byte)'\n']);
                }
            },
            "text/plain; charset=utf-8");
    }
}
