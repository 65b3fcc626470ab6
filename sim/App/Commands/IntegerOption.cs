using System.CommandLine;
using System.Globalization;

namespace Wugang.Sim.App.Commands;

/// <summary>Options that hold a whole number within bounds.</summary>
internal static class IntegerOption
{
    /// <summary>An option whose value is null where it is not given.</summary>
    public static Option<long?> Create(string name, long minimum, long maximum, string description)
    {
        return new Option<long?>(name)
        {
            Description = description,
            CustomParser = result =>
            {
                string text = result.Tokens.Single().Value;
                if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
                    && value >= minimum
                    && value <= maximum)
                {
                    return value;
                }

                result.AddError($"{name} must be a whole number from {minimum} to {maximum}, not '{text}'.");
                return null;
            },
        };
    }
}
