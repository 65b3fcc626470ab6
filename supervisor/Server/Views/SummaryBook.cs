using System.Text.Json;

namespace Wugang.Supervisor.Server.Views;

/// <summary>
/// The summary of each facility with the number of its newest change: facilities report what they know every few seconds, and only what says
/// something else is news.
/// </summary>
internal sealed class SummaryBook
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Number, FacilitySummary Summary, byte[] Json)> _summaries = [];
    private long _number;

    /// <summary>Takes in what facilities have reported.</summary>
    public void Note(IEnumerable<FacilityView> facilities)
    {
        foreach (FacilitySummary summary in facilities.Select(FacilitySummary.Of))
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(summary, StatusViews.Json);
            lock (_lock)
            {
                if (!_summaries.TryGetValue(summary.Id, out (long, FacilitySummary, byte[] Json) known) || !known.Json.AsSpan().SequenceEqual(json))
                {
                    _summaries[summary.Id] = (++_number, summary, json);
                }
            }
        }
    }

    /// <summary>What is news to whoever knows all up to a number: 0 for all of it.</summary>
    public (long Number, FacilitySummary[] Facilities) Since(long number)
    {
        lock (_lock)
        {
            return (_number, [.. _summaries.Values.Where(known => known.Number > number).OrderBy(known => known.Number).Select(known => known.Summary)]);
        }
    }
}
