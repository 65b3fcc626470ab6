using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Sim.App.Decoding;

/// <summary>What decoding DL/T 645 and CJ/T 188 has in common.</summary>
internal abstract class SumFrameDecoder(int headerBytes, int maxDataBytes) : FrameDecoder
{
    private const int SecondStartIndex = 7;

    public override int ShortestFrameBytes => headerBytes + SumFrame.TrailerBytes;

    protected override int SkipWakeUp(byte[] bytes, int at)
    {
        while (at < bytes.Length && bytes[at] == SumFrame.WakeUp)
        {
            at++;
        }

        return at;
    }

    protected override string Explain(FrameStatus status, byte[] bytes, int at)
    {
        int rest = bytes.Length - at;
        int lengthIndex = at + headerBytes - 1;
        int checksumIndex = rest < headerBytes ? 0 : at + headerBytes + bytes[lengthIndex];
        return status switch
        {
            FrameStatus.NoStart => $"byte {at + 1} is {bytes[at]:X2}, but a frame starts with 68",
            FrameStatus.NoSecondStart =>
                $"byte {at + SecondStartIndex + 1} is {bytes[at + SecondStartIndex]:X2}, but the address is followed by 68",
            FrameStatus.BadLength => $"byte {lengthIndex + 1} says {bytes[lengthIndex]} data bytes, but the most is {maxDataBytes}",
            FrameStatus.Incomplete when rest < headerBytes =>
                $"{rest} bytes from byte {at + 1} on, but a frame has at least {ShortestFrameBytes}",
            FrameStatus.Incomplete =>
                $"byte {lengthIndex + 1} says {bytes[lengthIndex]} data bytes, so the frame ends with byte "
                + $"{checksumIndex + SumFrame.TrailerBytes}, but there are only {bytes.Length} bytes",
            FrameStatus.BadEnd => $"byte {checksumIndex + 2} is {bytes[checksumIndex + 1]:X2}, but a frame ends with 16",
            FrameStatus.BadChecksum =>
                $"checksum in byte {checksumIndex + 1} is {bytes[checksumIndex]:X2}, but the sum of bytes {at + 1} to "
                + $"{checksumIndex} is {SumFrame.Sum(bytes, at, checksumIndex - at):X2}",
            FrameStatus.Ok or FrameStatus.UnknownFunction => throw new ArgumentOutOfRangeException(nameof(status)),
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
    }
}
