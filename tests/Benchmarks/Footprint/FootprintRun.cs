using Wugang.Supervisor.Rules;
using Wugang.Tests.Core;

namespace Wugang.Tests.Benchmarks.Footprint;

/// <summary>What is measured, run with counted copies of the firmware.</summary>
internal sealed record FootprintRun(
    int RecordCharacters,
    long RecordInstructions,
    long RecordBytes,
    long IdleInstructions,
    long IdleInstructionsMax,
    long IdleBytes,
    IReadOnlyList<MethodShare> RecordMethods,
    IReadOnlyList<MethodShare> IdleMethods,
    long DaySteps,
    long DayBytes,
    long DayReplies,
    long LiveBytesMax)
{
    private const int WarmUpMs = 5000;
    private const int StepMs = 10;
    private const int IdleSteps = 100;
    private const long DayMs = 86_400_000;
    private const int LookEveryMs = 60_000;

    public static FootprintRun Measure()
    {
        (int characters, long recordInstructions, long recordBytes) = MeasureRecord();
        IReadOnlyList<MethodShare> recordMethods = MethodShare.TakeMost(1);
        (long mean, long max, long idleBytes) = MeasureIdle();
        IReadOnlyList<MethodShare> idleMethods = MethodShare.TakeMost(IdleSteps);
        (long steps, long dayBytes, long replies, long live) = MeasureDay();
        return new FootprintRun(
            characters, recordInstructions, recordBytes, mean, max, idleBytes, recordMethods, idleMethods, steps, dayBytes, replies, live);
    }

    private static (int Characters, long Instructions, long Bytes) MeasureRecord()
    {
        RecordBenchmarks bench = new();
        bench.BuildAndSign();
        InstructionCounter.ByMethod.Clear();
        long instructions = InstructionCounter.Instructions;
        long bytes = InstructionCounter.AllocatedBytes;
        int characters = bench.BuildAndSign();
        return (characters, InstructionCounter.Instructions - instructions, InstructionCounter.AllocatedBytes - bytes);
    }

    private static (long Mean, long Max, long Bytes) MeasureIdle()
    {
        MeterBoard board = new(new SystemMac(), intervalS: 900);
        while (board.NowMs < WarmUpMs)
        {
            board.Step(StepMs);
        }

        InstructionCounter.ByMethod.Clear();
        long bytes = InstructionCounter.AllocatedBytes;
        long total = 0;
        long max = 0;
        for (int i = 0; i < IdleSteps; i++)
        {
            long before = InstructionCounter.Instructions;
            board.Step(StepMs);
            long step = InstructionCounter.Instructions - before;
            total += step;
            max = Math.Max(max, step);
        }

        return (total / IdleSteps, max, InstructionCounter.AllocatedBytes - bytes);
    }

    /// <summary>A step as often as the node asks for one: four meters each quarter of an hour, eight zones at rest, heartbeats.</summary>
    private static (long Steps, long Bytes, long Replies, long LiveBytes) MeasureDay()
    {
        MeterBoard board = new(new SystemMac(), intervalS: 900);
        long bytes = InstructionCounter.AllocatedBytes;
        long steps = 0;
        long live = 0;
        long lookAtMs = 0;
        int afterMs = 0;
        while (board.NowMs < DayMs)
        {
            long nextMs = board.Step(afterMs);
            steps++;
            afterMs = (int)Math.Clamp(nextMs - board.NowMs, StepMs, LookEveryMs);
            if (board.NowMs >= lookAtMs)
            {
                live = Math.Max(live, HeapModel.LiveBytes(board.Node));
                lookAtMs = board.NowMs + LookEveryMs;
            }
        }

        return (steps, InstructionCounter.AllocatedBytes - bytes, board.ReplyCount, live);
    }
}
