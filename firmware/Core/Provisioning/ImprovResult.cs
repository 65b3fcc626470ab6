using System;
using System.Text;

namespace Wugang.Firmware.Core.Provisioning;

/// <summary>
/// The answer to an RPC of Improv: command, length, texts in UTF-8 each behind its length, and the sum of all bytes before it. Known
/// clients take an answer from one notification, so that it is kept short enough for one.
/// </summary>
public sealed class ImprovResult
{
    private const int HeaderBytes = 2;
    private const int SumBytes = 1;

    private readonly byte[] _bytes = new byte[Limits.MaxImprovResultBytes];
    private int _count = HeaderBytes;

    public ImprovResult(ImprovCommand command)
    {
        _bytes[0] = (byte)command;
    }

    /// <summary>Appends texts that belong together.</summary>
    /// <returns>False where there is no room for all of them: then none was appended.</returns>
    public bool TryAdd(params string[] texts)
    {
        int start = _count;
        for (int i = 0; i < texts.Length; i++)
        {
            byte[] text = Encoding.UTF8.GetBytes(texts[i]);
            if (text.Length > _bytes.Length - SumBytes - _count - 1)
            {
                _count = start;
                return false;
            }

            _bytes[_count++] = (byte)text.Length;
            Array.Copy(text, 0, _bytes, _count, text.Length);
            _count += text.Length;
        }

        return true;
    }

    /// <summary>The answer as it goes on the air.</summary>
    public byte[] ToBytes()
    {
        _bytes[1] = (byte)(_count - HeaderBytes);
        byte[] answer = new byte[_count + SumBytes];
        Array.Copy(_bytes, 0, answer, 0, _count);
        answer[_count] = ImprovSum.Of(_bytes, _count);
        return answer;
    }
}
