using Wugang.Sim.Scenarios.Text;

namespace Wugang.Sim.App.Replays;

/// <summary>The page's one replay: begun with a text, stopped, and set to another speed.</summary>
/// <param name="time">The real time.</param>
internal sealed class ReplayDesk(TimeProvider time) : IDisposable
{
    private const int FirstSpeed = 10;

    private readonly Lock _lock = new();
    private Replay? _replay;
    private int _speed = FirstSpeed;

    /// <summary>How it is; null where none was begun.</summary>
    public ReplayView? View
    {
        get
        {
            lock (_lock)
            {
                return _replay?.View;
            }
        }
    }

    /// <summary>Begins a replay, in the place of the one before, at the speed that was chosen last.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="text">Its text.</param>
    /// <returns>What is wrong with it, by line; empty where nothing is. Then nothing has changed.</returns>
    public IReadOnlyList<ScenarioError> Begin(string name, string text)
    {
        if (ScenarioReader.Read(name, text, out IReadOnlyList<ScenarioError> errors) is not { } scenario)
        {
            return errors;
        }

        lock (_lock)
        {
            _replay?.Dispose();
            _replay = new Replay(scenario, _speed, time);
            return [];
        }
    }

    /// <summary>Goes on at another speed, 0 to <see cref="ReplayClock.MaxSpeed"/>; a replay that is begun later, too.</summary>
    /// <returns>Whether there is such a speed.</returns>
    public bool TrySetSpeed(int speed)
    {
        if (speed is < 0 or > ReplayClock.MaxSpeed)
        {
            return false;
        }

        lock (_lock)
        {
            _speed = speed == 0 ? _speed : speed;
            _replay?.SetSpeed(speed);
            return true;
        }
    }

    /// <summary>Ends the replay where it is; what was seen of it stays.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _replay?.Stop();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _replay?.Dispose();
        }
    }
}
