using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Firmware.Node.Drivers.Dlt645;

/// <summary>Asks the one meter on a line for its address, when a node is set up.</summary>
public sealed class Dlt645AddressQuery : MeterProtocol
{
    private readonly Dlt645Frame _frame = new Dlt645Frame();
    private string _address;

    /// <inheritdoc/>
    public override int FrameBytes
    {
        get { return _frame.FrameBytes; }
    }

    /// <inheritdoc/>
    public override void Begin(int attempt)
    {
        Status = ReadingStatus.NoAnswer;
    }

    /// <inheritdoc/>
    public override int WriteRequest(byte[] target)
    {
        return Dlt645Request.WriteReadAddress(target);
    }

    /// <inheritdoc/>
    public override MeterReading ToReading(long atMs)
    {
        return MeterReading.OfAddress(_address, atMs);
    }

    /// <inheritdoc/>
    protected override FrameStatus ReadFrame(byte[] buffer, int offset, int count)
    {
        return _frame.Read(buffer, offset, count);
    }

    /// <inheritdoc/>
    /// <remarks>The address must be the same in the address field and in the data.</remarks>
    protected override ReadingStatus Compare(byte[] buffer)
    {
        if (!_frame.IsReply)
        {
            return ReadingStatus.NoAnswer;
        }

        if (_frame.Function != Dlt645Function.ReadAddress || _frame.IsError)
        {
            return ReadingStatus.WrongIdentifier;
        }

        if (_frame.DataCount != Dlt645Frame.AddressBytes)
        {
            return ReadingStatus.Malformed;
        }

        for (int i = 0; i < Dlt645Frame.AddressBytes; i++)
        {
            if (_frame.DataAt(i) != buffer[_frame.AddressIndex + i])
            {
                return ReadingStatus.WrongAddress;
            }
        }

        return ReadingStatus.Ok;
    }

    /// <inheritdoc/>
    protected override Finding Take(byte[] buffer)
    {
        _address = MeterAddress.Format(buffer, _frame.AddressIndex, Dlt645Frame.AddressBytes);
        return Finding.Answer;
    }
}
