namespace Wugang.Firmware.Core.Safety;

/// <summary>Why a zone raised an alarm. Never renumber, only append; 0 stands for no alarm.</summary>
public enum AlarmCause : byte
{
    /// <summary>A zone that is watched at all hours became active.</summary>
    Detected = 1,

    /// <summary>A zone became active in <c>full</c>, or the entry delay ran out.</summary>
    Intrusion = 2,

    /// <summary>A door stood open by day for longer than its limit.</summary>
    HeldOpen = 3,

    /// <summary>A zone that is watched at all hours stayed faulty for longer than its delay, or any zone is faulty in <c>full</c>.</summary>
    Fault = 4,
}
