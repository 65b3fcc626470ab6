using System.Text;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Intake;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.Grains;
using Wugang.Supervisor.Server.Http;

namespace Wugang.Supervisor.Server.Evidence;

/// <summary>
/// <c>GET /api/v1/nodes/{id}/records/{seq}</c> and <c>…/heartbeats/{boot}/{number}</c>: one record as received, taken apart and checked anew.
/// </summary>
internal sealed class RecordApi(CurrentEnrolment enrolment, LedgerLoader loader)
{
    internal sealed record RecordDocument(
        string Node,
        BilingualName Name,
        string Facility,
        string Kind,
        long Seq,
        long Boot,
        long Heartbeat,
        long TMs,
        long ReceivedMs,
        string Record,
        string Header,
        string EncodedHeader,
        string Payload,
        string Signature,
        string KeyId,
        SignatureState SignatureState,
        string Link,
        string? ExpectedLink,
        ChainPlace Chain,
        long? PreviousSeq,
        long? NextSeq);

    /// <summary>A record of the journal.</summary>
    public Task<IResult> GetRecordAsync(string id, long sequence)
    {
        return AnswerAsync(id, $"record {sequence}", ledger => ledger.FindRecord(id, sequence));
    }

    /// <summary>A heartbeat by its boot and its number within it.</summary>
    public Task<IResult> GetHeartbeatAsync(string id, long boot, long number)
    {
        return AnswerAsync(id, $"heartbeat {number} of boot {boot}", ledger => ledger.FindHeartbeat(id, boot, number));
    }

    private async Task<IResult> AnswerAsync(string id, string what, Func<ILedgerStore, LedgerEntry?> find)
    {
        if (enrolment.FindNode(id) is not { } node)
        {
            return Refusal.OfUnknown(id);
        }

        RecordDocument? document = await loader.LoadAsync(ledger => find(ledger) is { } entry ? DocumentOf(node, entry, ledger) : null);
        return document is not null
            ? TypedResults.Ok(document)
            : Refusal.Of(
                StatusCodes.Status404NotFound, "No such record", $"The ledger has no {what} of {id}. GET /api/v1/nodes/{id} lists the newest.");
    }

    private static RecordDocument DocumentOf(EnrolledNode node, LedgerEntry entry, ILedgerStore ledger)
    {
        VerifiedRecord record = entry.Record;
        bool isHeartbeat = record.Kind == RecordKind.Heartbeat;

        // A heartbeat vouches for a record; a record follows one.
        long previous = isHeartbeat ? record.Sequence : record.Sequence - 1;
        long next = record.Sequence + 1;
        byte[]? before = previous > 0 ? ledger.Find(node.Id.Value, previous) : null;
        RecordInspection inspection = RecordInspection.Of(
            record.Bytes, node.Keys, before, ledger.ReadExplanations(node.Id.Value).Select(loss => loss.Record.Bytes));
        return new RecordDocument(
            node.Id.Value,
            node.Name,
            node.Id.FacilityId,
            RecordKinds.NameOf(record.Kind),
            record.Sequence,
            record.Boot,
            record.Heartbeat,
            record.Time.UnixMs,
            entry.ReceivedMs,
            Encoding.ASCII.GetString(record.Bytes),
            inspection.Header,
            inspection.EncodedHeader,
            inspection.Payload,
            inspection.Signature,
            inspection.KeyId,
            inspection.State,
            inspection.Link,
            inspection.ExpectedLink,
            inspection.Place,
            before is null ? null : previous,
            !isHeartbeat && ledger.Find(node.Id.Value, next) is not null ? next : null);
    }
}
