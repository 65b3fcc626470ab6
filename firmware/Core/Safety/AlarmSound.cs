namespace Wugang.Firmware.Core.Safety;

/// <summary>How an alarm sounds, from the quietest to the loudest. Stored: never renumber, only append; 0 stands for no sound.</summary>
public enum AlarmSound : byte
{
    /// <summary>The buzzer, now and then: something must be mended.</summary>
    Trouble = 1,

    /// <summary>The buzzer: somebody must look.</summary>
    Attention = 2,

    /// <summary>The siren, without pause.</summary>
    Intrusion = 3,

    /// <summary>The siren in the evacuation pattern.</summary>
    Fire = 4,
}
