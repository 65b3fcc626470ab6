namespace Wugang.Sim.App;

/// <summary>How a command ended, in words.</summary>
internal sealed record CommandResult(bool Ok, Saying Message)
{
    public static CommandResult Done(string zh, string en)
    {
        return new CommandResult(true, new Saying(zh, en));
    }

    public static CommandResult Failed(string zh, string en)
    {
        return new CommandResult(false, new Saying(zh, en));
    }
}
