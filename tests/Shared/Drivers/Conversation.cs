using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Drivers.Serial;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared.Drivers;

/// <summary>A serial line with one meter or several, in a time that a test moves.</summary>
internal sealed class Conversation
{
    private const long LongestMs = 60000;

    private readonly SerialLine _line;
    private readonly SerialMeter[] _meters;

    public Conversation(params MeterProtocol[] protocols)
    {
        _meters = new SerialMeter[protocols.Length];
        for (int i = 0; i < protocols.Length; i++)
        {
            _meters[i] = new SerialMeter(protocols[i], new LineSettings(2400 << i, LineParity.Even, 1));
        }

        _line = new SerialLine(Bus, _meters);
    }

    public FakeByteBus Bus { get; } = new FakeByteBus();

    public long NowMs { get; private set; } = 1000;

    public bool IsIdle
    {
        get { return _line.IsIdle; }
    }

    public MeterReading Reading
    {
        get { return _meters[0].Reading; }
    }

    /// <summary>Reads one meter whose requests are answered so, one after the other.</summary>
    public static MeterReading Read(MeterProtocol protocol, params string[] replies)
    {
        Conversation conversation = new Conversation(protocol);
        for (int i = 0; i < replies.Length; i++)
        {
            conversation.Bus.Reply(replies[i]);
        }

        conversation.Finish();
        return conversation.Reading;
    }

    public MeterReading ReadingOf(int index)
    {
        return _meters[index].Reading;
    }

    public void Begin()
    {
        _line.ReadAll();
    }

    /// <summary>Lets time pass, with a step whenever the line wants one.</summary>
    public void Pass(long durationMs)
    {
        long untilMs = NowMs + durationMs;
        while (NowMs < untilMs)
        {
            long dueMs = _line.Step(NowMs);
            NowMs = dueMs < untilMs ? dueMs : untilMs;
        }
    }

    /// <summary>Lets time pass without any step: all threads of the node stand still.</summary>
    public void Stall(long durationMs)
    {
        NowMs += durationMs;
    }

    /// <summary>Reads all meters to the end.</summary>
    public void Finish()
    {
        Begin();
        long limitMs = NowMs + LongestMs;
        while (!_line.IsIdle)
        {
            Assert.IsTrue(NowMs < limitMs, "the conversation does not end");
            NowMs = _line.Step(NowMs) == long.MaxValue ? NowMs : NowMs + SerialLine.PollMs;
        }
    }
}
