namespace Wugang.Firmware.Core.Journal;

/// <summary>
/// Up to which number records may have been written, kept apart from the records: where damage may hide the newest of them, it tells
/// which numbers must not be used again. Written in strides, so that it costs the flash next to nothing.
/// </summary>
internal sealed class NumberReserve
{
    private readonly Slot _slot;
    private readonly byte[] _numbers = new byte[2 * sizeof(long)];

    public NumberReserve(IStorage storage)
    {
        _slot = new Slot(storage, "numbers", _numbers.Length);
        _slot.Load(_numbers);
    }

    /// <summary>Number behind which records begin again after damage; 0 where there never was any.</summary>
    public long PassedOver
    {
        get { return LittleEndian.ReadInt64(_numbers, sizeof(long)); }
    }

    private long Reserved
    {
        get { return LittleEndian.ReadInt64(_numbers, 0); }
    }

    /// <summary>
    /// Sees to it that this number is known to be used before a record has it. It reserves anew when half is used, so that a flash that
    /// fails has many more calls to get well in.
    /// </summary>
    public void Cover(long sequence)
    {
        if (sequence + (Limits.ReservedNumbers / 2) > Reserved)
        {
            Save(sequence + Limits.ReservedNumbers - 1, PassedOver);
        }
    }

    /// <summary>Passes over all numbers that may have been used.</summary>
    public void PassOver()
    {
        if (PassedOver != Reserved)
        {
            Save(Reserved, Reserved);
        }
    }

    private void Save(long reserved, long passedOver)
    {
        long before = Reserved;
        LittleEndian.WriteInt64(_numbers, 0, reserved);
        LittleEndian.WriteInt64(_numbers, sizeof(long), passedOver);
        if (!_slot.Save(_numbers))
        {
            LittleEndian.WriteInt64(_numbers, 0, before);
        }
    }
}
