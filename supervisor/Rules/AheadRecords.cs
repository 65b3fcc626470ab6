using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;

namespace Wugang.Supervisor.Rules;

/// <summary>
/// A node's records that came before their place in the chain: alarms, believed as the node's and shown, not yet stored; and
/// losses, which explain a gap that is still to come. Bounded; what has reached its place is forgotten.
/// </summary>
public sealed class AheadRecords
{
    /// <summary>Alarms and losses that are remembered, each.</summary>
    public const int RememberedMax = 64;

    private readonly SortedDictionary<long, VerifiedRecord> _alarms = [];

    // By the last number of the gap that they explain: those are used up first.
    private readonly SortedDictionary<long, (VerifiedRecord Record, Loss Loss)> _losses = [];

    /// <summary>The alarms, in order of their numbers.</summary>
    public IReadOnlyCollection<VerifiedRecord> Alarms => _alarms.Values;

    /// <summary>Takes in a record that came ahead.</summary>
    /// <returns>False if its kind does not go ahead of its place.</returns>
    public bool TryAdd(VerifiedRecord record, RecordReader reader)
    {
        Loss? loss = record.Kind == RecordKind.Loss ? new Loss() : null;
        if (loss?.Read(record.Bytes, reader.DataStart, reader.DataCount) == true)
        {
            _losses[loss.To] = (record, loss);
            ForgetBeyond(_losses);
            return true;
        }

        if (record.Kind != RecordKind.Zone || Retentions.Of(reader, record.Bytes) != Retention.Kept)
        {
            return false;
        }

        _alarms[record.Sequence] = record;
        ForgetBeyond(_alarms);
        return true;
    }

    /// <summary>The bytes of the record with this number that came ahead, or null.</summary>
    public byte[]? Find(long sequence)
    {
        return _alarms.GetValueOrDefault(sequence)?.Bytes
            ?? _losses.Values.FirstOrDefault(loss => loss.Record.Sequence == sequence).Record?.Bytes;
    }

    /// <summary>The loss that explains this, see <see cref="Loss.Explains"/>, or null.</summary>
    public VerifiedRecord? Explain(long from, long to, byte[] previousLink)
    {
        bool isKnown = _losses.TryGetValue(to, out (VerifiedRecord Record, Loss Loss) known);
        return isKnown && known.Loss.Explains(from, to, previousLink) ? known.Record : null;
    }

    /// <summary>Forgets what the chain has reached.</summary>
    public void ForgetUpTo(long sequence)
    {
        Forget(_alarms, sequence);
        Forget(_losses, sequence);
    }

    private static void Forget<T>(SortedDictionary<long, T> records, long sequence)
    {
        while (records.Count > 0 && records.First().Key <= sequence)
        {
            records.Remove(records.First().Key);
        }
    }

    /// <summary>Forgets the newest beyond the limit: the older come to their place first.</summary>
    private static void ForgetBeyond<T>(SortedDictionary<long, T> records)
    {
        if (records.Count > RememberedMax)
        {
            records.Remove(records.Last().Key);
        }
    }
}
