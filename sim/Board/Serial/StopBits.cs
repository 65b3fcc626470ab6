namespace System.IO.Ports;

/// <summary>How long the line rests behind each byte.</summary>
public enum StopBits
{
    One = 1,
    Two = 2,
    OnePointFive = 3,
}
