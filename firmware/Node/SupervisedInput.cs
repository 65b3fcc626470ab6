using Wugang.Firmware.Core.Safety;

namespace Wugang.Firmware.Node;

/// <summary>
/// What a zone or a key shows, as settled changes that are taken one by one. It starts as normal, so that what is active or
/// faulty when the node boots shows as a change.
/// </summary>
internal abstract class SupervisedInput
{
    /// <summary>Whether a settled change waits to be taken.</summary>
    public bool HasChange { get; protected set; }

    /// <summary>The settled condition.</summary>
    public abstract ZoneCondition Condition { get; }

    /// <summary>When the present condition began: its first edge, in monotonic milliseconds.</summary>
    public abstract long SinceMs { get; }

    /// <summary>When the input must be looked at again even if nothing happens.</summary>
    public abstract long DueMs { get; }

    /// <summary>Looks for the next settled change, unless one waits.</summary>
    /// <returns>Whether anything is about: a change waits, or the time may bring one.</returns>
    public abstract bool Look(long nowMs);

    /// <summary>Takes the change that waits.</summary>
    public void Take()
    {
        HasChange = false;
    }
}
