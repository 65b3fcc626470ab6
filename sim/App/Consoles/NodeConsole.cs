using System.Text;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Sim.Board;

namespace Wugang.Sim.App.Consoles;

/// <summary>What a board printed, sent and heard, the newest lines of it, and its newest records taken apart.</summary>
internal sealed class NodeConsole
{
    /// <summary>Lines that are kept.</summary>
    public const int LinesMax = 40;

    /// <summary>Records that are kept.</summary>
    public const int RecordsMax = 12;

    private readonly Lock _lock = new();
    private readonly Topics _topics;
    private readonly NodeKeys _keys;
    private readonly LinkedList<ConsoleLine> _lines = [];
    private readonly LinkedList<RecordAnatomy> _records = [];
    private long _count;

    /// <param name="board">The board.</param>
    /// <param name="node">The node that runs on it.</param>
    /// <param name="keys">Its keys.</param>
    public NodeConsole(VirtualBoard board, NodeId node, NodeKeys keys)
    {
        (_topics, _keys) = (new Topics(node), keys);
        board.Printed += text => Add("printed", "", text);
        board.Wifi.Passed += Note;
    }

    /// <summary>Lines since the start.</summary>
    public long Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>The newest lines, newest first.</summary>
    public IReadOnlyList<ConsoleLine> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The newest records, newest first.</summary>
    public IReadOnlyList<RecordAnatomy> Records
    {
        get
        {
            lock (_lock)
            {
                return [.. _records];
            }
        }
    }

    private void Note(VirtualPublication message)
    {
        string topic = message.Topic[(message.Topic.LastIndexOf('/') + 1)..];
        Add(message.IsSent ? "sent" : "heard", topic, Encoding.UTF8.GetString(message.Payload));
        if (message.IsSent && message.Topic == _topics.Journal)
        {
            AddRecord(message.Payload);
        }
    }

    private void Add(string way, string topic, string text)
    {
        lock (_lock)
        {
            _count++;
            Keep(_lines, new ConsoleLine(_count, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), way, topic, text), LinesMax);
        }
    }

    /// <summary>A record that is sent once more keeps its place.</summary>
    private void AddRecord(byte[] bytes)
    {
        lock (_lock)
        {
            RecordAnatomy? record = RecordAnatomy.Of(bytes, _keys, before: null);
            if (record is null || _records.Any(known => known.Seq == record.Seq && known.Signature == record.Signature))
            {
                return;
            }

            Keep(_records, record.Behind(_records.FirstOrDefault(known => known.Seq == record.Seq - 1)), RecordsMax);
        }
    }

    private static void Keep<T>(LinkedList<T> list, T newest, int count)
    {
        list.AddFirst(newest);
        if (list.Count > count)
        {
            list.RemoveLast();
        }
    }
}

/// <summary>A line of a console.</summary>
/// <param name="Number">From 1.</param>
/// <param name="AtMs">When, milliseconds since 1970 UTC.</param>
/// <param name="Way"><c>printed</c>, <c>sent</c> or <c>heard</c>.</param>
/// <param name="Topic">Last word of the topic; empty where it was printed.</param>
/// <param name="Text">What.</param>
internal sealed record ConsoleLine(long Number, long AtMs, string Way, string Topic, string Text);
