namespace Wugang.Firmware.Core.Safety;

/// <summary>What kind of record an event becomes.</summary>
public enum SafetyEventKind : byte
{
    Zone = 1,
    Protection = 2,
    Command = 3,
    Fault = 4,
}
