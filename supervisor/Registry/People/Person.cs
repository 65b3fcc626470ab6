using System.Text.RegularExpressions;

namespace Wugang.Supervisor.Registry.People;

/// <summary>Somebody who may sign in.</summary>
/// <param name="Name">1 to 32 characters of a-z, 0-9, '.', '_' and '-', the first a letter. It goes into records as who commanded.</param>
/// <param name="Role">What they are there for.</param>
/// <param name="Area">Where (<see cref="People.Area"/>).</param>
/// <param name="IsSuspended">Whether they may not sign in at present.</param>
/// <param name="Stamp">Changes with password, role, area and suspension: what was signed in before is signed out.</param>
public sealed partial record Person(string Name, Role Role, string Area, bool IsSuspended, string Stamp)
{
    /// <summary>Whether they may do something to a township, facility or node.</summary>
    public bool May(Right right, string part)
    {
        return Holds(right) && People.Area.Contains(Area, part);
    }

    /// <summary>Whether their role allows it at all, somewhere.</summary>
    public bool Holds(Right right)
    {
        return right switch
        {
            Right.Read => true,
            Right.Operate => Role != Role.Auditor,
            Right.Configure => Role is Role.City or Role.Township,
            Right.Administrate => Role == Role.City,
            Right.ReadAudit => Role != Role.Facility,
            _ => throw new ArgumentOutOfRangeException(nameof(right)),
        };
    }

    /// <exception cref="RegistryException">A value is not good.</exception>
    internal static void Require(string name, Role role, string area)
    {
        if (!GoodName().IsMatch(name))
        {
            throw new RegistryException(
                RegistryFault.NotGood, $"'{name}' is no name: 1 to 32 characters of a-z, 0-9, '.', '_' and '-', the first a letter.");
        }

        bool isGood = role switch
        {
            Role.City => area.Length == 0,
            Role.Township => People.Area.IsTownship(area),
            Role.Facility => People.Area.IsFacility(area),
            Role.Auditor => area.Length == 0 || People.Area.IsTownship(area) || People.Area.IsFacility(area),
            _ => throw new RegistryException(RegistryFault.NotGood, "A role is one of city, township, facility, auditor."),
        };
        if (!isGood)
        {
            throw new RegistryException(
                RegistryFault.NotGood,
                $"'{area}' is no area for this role: none for city, a division code such as 410481001 for township, an id such as 410481001-0007 for facility, any of these for auditor.");
        }
    }

    [GeneratedRegex(@"^[a-z][a-z0-9._-]{0,31}\z")]
    private static partial Regex GoodName();
}
