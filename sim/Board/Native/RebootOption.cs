namespace nanoFramework.Runtime.Native;

/// <summary>Where a reboot goes.</summary>
public enum RebootOption
{
    NormalReboot = 0,
    EnterNanoBooter = 1,
    ClrOnly = 2,
    EnterProprietaryBooter = 8,
}
