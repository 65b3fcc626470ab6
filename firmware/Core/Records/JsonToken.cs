namespace Wugang.Firmware.Core.Records;

/// <summary>What the reader has in front of it.</summary>
public enum JsonToken : byte
{
    /// <summary>The text was read to its end and was well formed.</summary>
    End = 1,

    BeginObject = 2,
    EndObject = 3,
    BeginArray = 4,
    EndArray = 5,

    /// <summary>A member name; the value comes next.</summary>
    Name = 6,
    Text = 7,
    Integer = 8,
    True = 9,
    False = 10,

    /// <summary>Not JSON: a character that cannot stand there, or an early end.</summary>
    NotJson = 11,

    /// <summary>JSON perhaps, but not the one spelling that is signed: white space, member order, number or text form, depth.</summary>
    NotCanonical = 12,
}
