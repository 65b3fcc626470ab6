namespace Wugang.Sim.App.Decoding;

/// <summary>Frames as people paste them: hexadecimal digits in either case, with white space anywhere.</summary>
internal static class HexInput
{
    /// <summary>
    /// The bytes of each argument. Where an argument is too short to be a frame, spaces part bytes and not frames: then
    /// all arguments are one.
    /// </summary>
    /// <exception cref="FormatException">There is something other than pairs of digits; the message says what.</exception>
    public static IReadOnlyList<byte[]> Parse(IReadOnlyList<string> arguments, int shortestFrameBytes)
    {
        string[] digits = [.. arguments.Select(argument => string.Concat(argument.Where(c => !char.IsWhiteSpace(c))))];
        string? wrong = digits.SelectMany(text => text).Where(c => !char.IsAsciiHexDigit(c)).Select(c => c.ToString()).FirstOrDefault();
        if (wrong is not null)
        {
            throw new FormatException($"'{wrong}' is no hexadecimal digit.");
        }

        if (digits.Any(text => text.Length < 2 * shortestFrameBytes))
        {
            digits = [string.Concat(digits)];
        }

        if (digits.Any(text => text.Length == 0 || text.Length % 2 != 0))
        {
            throw new FormatException("A byte has two hexadecimal digits, and there must be at least one byte.");
        }

        return [.. digits.Select(Convert.FromHexString)];
    }
}
