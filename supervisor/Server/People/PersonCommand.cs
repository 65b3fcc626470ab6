using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Registry.People;

namespace Wugang.Supervisor.Server.People;

/// <summary>
/// <c>person add NAME ROLE [AREA]</c> and <c>person password NAME</c> at the server's own machine: how the first person comes in, and back in who
/// forgot. The password is the first line of the standard input.
/// </summary>
internal static class PersonCommand
{
    private const string System = "system";

    /// <summary>Does what the words say, in the registry of a supervisor that may be running.</summary>
    /// <exception cref="RegistryException">It does not fit what is there.</exception>
    /// <exception cref="InvalidDataException">The registry cannot be used.</exception>
    /// <returns>What was done, or null where the words are none of the command.</returns>
    public static async Task<string?> RunAsync(string[] words, SupervisorOptions options, TextReader input)
    {
        using RegistryDatabase database = options.OpenRegistry(TimeProvider.System);
        PeopleBook people = new(database);
        switch (words)
        {
            case ["add", string name, string role, .. { Length: <= 1 } area]:
                Role given = Enum.TryParse(role, ignoreCase: true, out Role known) && Enum.IsDefined(known)
                    ? known
                    : throw new RegistryException(RegistryFault.NotGood, $"'{role}' is no role: city, township, facility or auditor.");
                await people.AddAsync(System, name, given, area is [string part] ? part : Area.City, ReadPassword(input));
                return $"'{name}' may sign in.";
            case ["password", string name]:
                await people.SetPasswordAsync(System, name, ReadPassword(input));
                return $"'{name}' has another password.";
            default:
                return null;
        }
    }

    private static string ReadPassword(TextReader input)
    {
        Console.Error.WriteLine("Password, one line on the standard input:");
        return input.ReadLine() ?? "";
    }
}
