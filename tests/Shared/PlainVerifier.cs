using System.Collections;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Shared;

/// <summary>Checks a chain from its first record to the last as somebody would who has the key and the wire format, nothing else.</summary>
internal sealed class PlainVerifier
{
    private readonly RecordReader _reader = new RecordReader();
    private readonly ChainLink _head = new ChainLink();
    private readonly ArrayList _losses = new ArrayList();
    private readonly NodeKey _key = Sample.Key();

    /// <summary>Number up to which the chain is whole, or its gaps are explained.</summary>
    public long Head
    {
        get { return _head.Sequence; }
    }

    /// <summary>Records that the node has signed as gone.</summary>
    public long LostCount { get; private set; }

    /// <summary>Alarms in the chain.</summary>
    public int AlarmCount { get; private set; }

    /// <summary>Records that fitted nowhere when they came.</summary>
    public int AheadCount { get; private set; }

    public void Take(string text)
    {
        byte[] bytes = Ascii.GetBytes(text);
        bool isRead = _reader.Read(bytes, 0, bytes.Length) == ReadStatus.Ok && _reader.Signed.IsSignedBy(_key);
        Loss loss = new Loss();
        if (_reader.Kind == RecordKind.Loss && loss.Read(bytes, _reader.DataStart, _reader.DataCount))
        {
            _losses.Add(loss);
        }

        if (!isRead || _reader.Sequence <= _head.Sequence)
        {
            return;
        }

        bool isNext = _reader.Sequence == _head.Sequence + 1 && _head.IsLink(_reader.PreviousLink);
        if (isNext || IsExplained())
        {
            LostCount += _reader.Sequence - _head.Sequence - 1;
            AlarmCount += text.IndexOf("\"alarm\":true") > 0 || text.IndexOf("\"alarm\":\"") > 0 ? 1 : 0;
            _head.MoveTo(_reader.Sequence, _reader.Signed.Signature);
        }
        else
        {
            AheadCount++;
        }
    }

    private bool IsExplained()
    {
        for (int i = 0; i < _losses.Count; i++)
        {
            Loss loss = (Loss)_losses[i];
            ChainLink to = new ChainLink();
            to.MoveTo(loss.To, loss.ToLink);
            if (loss.From == _head.Sequence + 1 && loss.To == _reader.Sequence - 1 && to.IsLink(_reader.PreviousLink))
            {
                return true;
            }
        }

        return false;
    }
}
