using System.Text.RegularExpressions;

namespace Wugang.Supervisor.Server.Alerts.Delivery;

/// <summary>The alarm receiving centre that is told of alerts by SIA DC-09.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its TCP port.</param>
/// <param name="Account">The account of all facilities; null where each has the 13 digits of its id.</param>
/// <param name="Receiver">Number of the receiver; empty for none.</param>
/// <param name="Line">Number of the line.</param>
public sealed partial record Dc09Options(string Host, int Port, string? Account, string Receiver, string Line)
{
    /// <summary>How often the connection is tried where there is nothing to tell.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <exception cref="ArgumentException">A value is not good; the message says which.</exception>
    public Dc09Options Check()
    {
        return Host.Length == 0 ? throw new ArgumentException("alerts.dc09.host is the name or address of the receiver.")
            : Port is < 1 or > 65535 ? throw new ArgumentException("alerts.dc09.port is 1 to 65535.")
            : Account is not null && !AccountText().IsMatch(Account) ? throw new ArgumentException("alerts.dc09.account has 3 to 16 hexadecimal digits, 0-9 and A-F.")
            : !NumberText().IsMatch(Receiver) ? throw new ArgumentException("alerts.dc09.receiver has at most 6 hexadecimal digits, 0-9 and A-F.")
            : !NumberText().IsMatch(Line) || Line.Length == 0 ? throw new ArgumentException("alerts.dc09.line has 1 to 6 hexadecimal digits, 0-9 and A-F.")
            : this;
    }

    /// <summary>The account of a facility.</summary>
    public string AccountOf(string facility)
    {
        return Account ?? facility.Replace("-", "", StringComparison.Ordinal);
    }

    [GeneratedRegex("^[0-9A-F]{3,16}\\z")]
    private static partial Regex AccountText();

    [GeneratedRegex("^[0-9A-F]{0,6}\\z")]
    private static partial Regex NumberText();
}
