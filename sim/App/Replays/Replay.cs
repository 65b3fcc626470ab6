using Wugang.Sim.Scenarios;
using Wugang.Sim.Scenarios.Run;

namespace Wugang.Sim.App.Replays;

/// <summary>
/// A scenario that is played for the page, on a thread and in a virtual world of its own: the same firmware, broker and rules as with
/// <c>run</c>, held up so that its time passes at the speed that somebody chose.
/// </summary>
internal sealed class Replay : IDisposable
{
    private const int Seed = 1;

    // How old the page's look at the world may be, and how often it is asked for while nothing happens.
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly AutoResetEvent _changed = new(false);
    private readonly TimeProvider _time;
    private readonly Scenario _scenario;
    private readonly ReplayClock _clock;
    private readonly ReplayLog _log = new();
    private readonly Thread _thread;
    private volatile bool _isStopping;
    private volatile ReplayView _view;
    private ScenarioWorld? _world;
    private int _nextStep;
    private long _untilMs;
    private long _lookedTimestamp;
    private bool _isOver;

    /// <param name="scenario">What is played.</param>
    /// <param name="speed">How many times as fast as real time; 0 waits.</param>
    /// <param name="time">The real time.</param>
    public Replay(Scenario scenario, int speed, TimeProvider time)
    {
        (_time, _scenario, _untilMs) = (time, scenario, scenario.StartMs);
        _clock = new ReplayClock(time, scenario.StartMs, speed);
        _view = ReplayView.Before(scenario, speed);
        _thread = new Thread(Run) { IsBackground = true, Name = "Replay" };
        _thread.Start();
    }

    /// <summary>How it is now, for the page.</summary>
    public ReplayView View => _view;

    // How far its time has come, which is no further than the world is held up at.
    private long NowMs => Math.Min(_clock.NowMs, _untilMs);

    /// <summary>Goes on at another speed.</summary>
    public void SetSpeed(int speed)
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _clock.SetSpeed(speed, _untilMs);
                _view = _view with { Speed = speed, NowMs = NowMs };
            }
        }

        _changed.Set();
    }

    /// <summary>Ends it where it is.</summary>
    public void Stop()
    {
        _isStopping = true;
        _changed.Set();
        _thread.Join();
    }

    public void Dispose()
    {
        Stop();
        _changed.Dispose();
    }

    private void Run()
    {
        try
        {
            End(ScenarioRunner.Run(_scenario, Seed, _log, pace: Hold));
        }
        catch (OperationCanceledException)
        {
            End(null);
        }
    }

    private void Hold(ScenarioWorld world, int nextStep, long untilMs)
    {
        while (true)
        {
            if (_isStopping)
            {
                throw new OperationCanceledException();
            }

            TimeSpan? rest;
            lock (_gate)
            {
                (_world, _nextStep, _untilMs) = (world, nextStep, untilMs);
                rest = _clock.Until(untilMs);
                if (_lookedTimestamp == 0 || _time.GetElapsedTime(_lookedTimestamp) >= LookInterval)
                {
                    _view = Look(world, nextStep, NowMs);
                }
            }

            if (rest == TimeSpan.Zero)
            {
                return;
            }

            _changed.WaitOne(rest < Nap ? rest.Value : Nap);
        }
    }

    private ReplayView Look(ScenarioWorld world, int nextStep, long nowMs)
    {
        _lookedTimestamp = _time.GetTimestamp();
        return ReplayView.Of(_scenario, world, nextStep, nowMs, _clock.Speed, _log.Newest);
    }

    /// <param name="result">How it ended; null where somebody stopped it.</param>
    private void End(ScenarioResult? result)
    {
        lock (_gate)
        {
            int next = result is { Failure: null } ? _scenario.Steps.Count : _nextStep;
            long nowMs = result is null ? NowMs : _world?.Time.NowMs ?? 0;
            _view = (_world is null ? _view : Look(_world, next, nowMs)).Ended(result);
            _isOver = true;
        }
    }
}
