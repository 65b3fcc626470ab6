using Wugang.Sim.World;
using Wugang.Sim.World.Meters;

namespace Wugang.Sim.Scenarios.Swarm;

/// <summary>Draws the rates of all faults of a seed: each is absent in every third seed, and anything from rare to wild in the rest.</summary>
internal sealed class FaultDraw(long seed)
{
    private readonly SeededRandom _random = new(seed, "faults");

    public Faults Draw()
    {
        return new Faults
        {
            BounceMaxMs = Rate(1, 60),
            MissedEdges = Rate(1000, 500_000),
            AnalogNoiseCounts = Rate(1, 20),
            ExtraLatencyMaxMs = Rate(10, 8000),
            RepeatedMessages = Rate(100, 100_000),
            LostMessages = Rate(100, 50_000),
            StalledConnects = Rate(10_000, 500_000),
            FailedAppends = Rate(100, 50_000),
            RottenBits = Rate(100, 30_000),
            OscillatorErrorPpm = Rate(1, 50),
            TimeErrorMaxMs = Rate(1, 900),
            PowerCutsWeekly = Rate(2, 60),
            TornWritesWeekly = Rate(2, 60),
            FailingFlashWeekly = Rate(1, 20),
            PathCutsWeekly = Rate(2, 60),
            ClockLiesWeekly = Rate(1, 20),
            BrokerStopsWeekly = Rate(2, 40),
            SupervisorStopsWeekly = Rate(2, 40),
            FullDisksWeekly = Rate(1, 20),
            AttacksWeekly = Rate(10, 5000),
            BouncingPulses = Rate(100, 100_000),
            MeterAnswers = new AnswerFaults
            {
                Silences = Rate(1000, 500_000),
                LateAnswers = Rate(1000, 200_000),
                TruncatedFrames = Rate(1000, 200_000),
                WrongChecksums = Rate(1000, 200_000),
                NoiseBytes = Rate(1000, 200_000),
                Collisions = Rate(1000, 200_000),
                NeighbourAnswers = Rate(1000, 200_000),
                TurnedBack = Rate(1000, 50_000),
                Stuck = Rate(1000, 50_000),
                Replaced = Rate(1000, 50_000),
            },
            LostAdvertisements = Rate(1000, 300_000),
            ReplayedAdvertisements = Rate(100, 50_000),
            ForgedAdvertisements = Rate(100, 50_000),
            AirFloodsWeekly = Rate(1, 10),
        };
    }

    private int Rate(int rare, int wild)
    {
        return _random.Next(3) == 0 ? 0 : (int)_random.Scaled(rare, wild);
    }
}
