using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Wugang.Supervisor.Rules.Alerts.Dc09;

/// <summary>
/// A frame of SIA DC-09, not encrypted: line feed, CRC-16 (reflected, polynomial A001, from 0) and length of the body in four hexadecimal digits each,
/// the body, carriage return.
/// </summary>
/// <param name="Id">What it is: <c>ADM-CID</c> (a Contact ID event), <c>NULL</c> (a poll); an answer is <c>ACK</c>, <c>NAK</c> or <c>DUH</c>.</param>
/// <param name="Sequence">0001 to 9999; 0000 for polls and for answers that belong to none.</param>
/// <param name="Receiver">Number of the receiver, up to 6 hexadecimal digits; empty for none.</param>
/// <param name="Line">Number of the line (account prefix), up to 6 hexadecimal digits.</param>
/// <param name="Account">3 to 16 hexadecimal digits; empty where an answer has none.</param>
/// <param name="Data">What is between the brackets.</param>
/// <param name="Timestamp"><c>_HH:MM:SS,MM-DD-YYYY</c>, UTC; empty for none.</param>
public sealed record Dc09Frame(string Id, int Sequence, string Receiver, string Line, string Account, string Data, string Timestamp)
{
    /// <summary>Highest sequence number; after it comes 1.</summary>
    public const int MaxSequence = 9999;

    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';
    private const int HeadCharacters = 8;
    private const ushort Polynomial = 0xA001;

    private static readonly Regex Body = new(
        """^"(?<id>[A-Z-]{3,8})"(?<sequence>[0-9]{4})(R(?<receiver>[0-9A-F]{1,6}))?L(?<line>[0-9A-F]{1,6}?)(A[0-9A-F]{1,6}|#(?<account>[0-9A-F]{3,16}))?\[(?<data>[^\]]*)\](?<timestamp>_[0-9:,-]{19})?\z""",
        RegexOptions.CultureInvariant);

    /// <summary>The moment as frames carry it.</summary>
    public static string TimestampOf(DateTimeOffset moment)
    {
        return moment.UtcDateTime.ToString("'_'HH':'mm':'ss','MM'-'dd'-'yyyy", CultureInfo.InvariantCulture);
    }

    /// <summary>The CRC of a body.</summary>
    public static ushort CrcOf(ReadOnlySpan<byte> body)
    {
        ushort crc = 0;
        foreach (byte one in body)
        {
            crc ^= one;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (ushort)((crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1);
            }
        }

        return crc;
    }

    /// <summary>The bytes to send.</summary>
    public byte[] Write()
    {
        string receiver = Receiver.Length == 0 ? "" : "R" + Receiver;
        byte[] body = Encoding.ASCII.GetBytes($"\"{Id}\"{Sequence:D4}{receiver}L{Line}#{Account}[{Data}]{Timestamp}");
        byte[] head = Encoding.ASCII.GetBytes($"{CrcOf(body):X4}{body.Length:X4}");
        return [LineFeed, .. head, .. body, CarriageReturn];
    }

    /// <summary>Reads a frame, from its line feed to its carriage return.</summary>
    /// <returns>The frame, or null where it is none or was damaged on its way.</returns>
    public static Dc09Frame? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= HeadCharacters + 2 || bytes[0] != LineFeed || bytes[^1] != CarriageReturn)
        {
            return null;
        }

        ReadOnlySpan<byte> body = bytes[(HeadCharacters + 1)..^1];
        string head = $"{CrcOf(body):X4}{body.Length:X4}";
        Match match = Body.Match(Encoding.ASCII.GetString(body));
        return match.Success && Encoding.ASCII.GetString(bytes[1..(HeadCharacters + 1)]).Equals(head, StringComparison.OrdinalIgnoreCase)
            ? new Dc09Frame(
                match.Groups["id"].Value,
                int.Parse(match.Groups["sequence"].Value, CultureInfo.InvariantCulture),
                match.Groups["receiver"].Value,
                match.Groups["line"].Value,
                match.Groups["account"].Value,
                match.Groups["data"].Value,
                match.Groups["timestamp"].Value)
            : null;
    }
}
