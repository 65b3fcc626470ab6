namespace Wugang.Supervisor.Cli;

/// <summary>How every command ends.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>Done, and what was looked at is not as it must be; the output says what.</summary>
    public const int Flawed = 1;

    /// <summary>Not done: what was asked for, or what it was given, is wrong; the error output says what.</summary>
    public const int BadInput = 2;
}
