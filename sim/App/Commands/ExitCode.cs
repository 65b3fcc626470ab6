namespace Wugang.Sim.App.Commands;

/// <summary>How every command of the simulator ends.</summary>
internal static class ExitCode
{
    /// <summary>Done, and all is as it should be.</summary>
    public const int Ok = 0;

    /// <summary>Done, and something is not as it should be; the output says what.</summary>
    public const int Failed = 1;

    /// <summary>Not done: what was asked for, or what it was given, is wrong; the error output says what.</summary>
    public const int BadInput = 2;
}
