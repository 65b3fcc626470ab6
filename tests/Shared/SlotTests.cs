using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Journal;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

[TestClass]
public class SlotTests
{
    // Six bytes of frame, four of counter, eight of value.
    private const int FileBytes = 18;

    [TestMethod]
    public void AnEmptySlotLeavesTheValueAlone()
    {
        byte[] value = { 7, 7, 7, 7, 7, 7, 7, 7 };

        Assert.IsFalse(new Slot(NewStorage(), "boot", 8).Load(value));
        Assert.AreEqual("0707070707070707", Bytes.ToHex(value));
    }

    [TestMethod]
    public void TheNewestValueIsFoundAfterManySaves()
    {
        FakeStorage storage = NewStorage();
        for (int i = 1; i <= 5; i++)
        {
            Assert.IsTrue(SaveAfterReboot(storage, (byte)i));
            Assert.AreEqual(i, LoadAfterReboot(storage));
        }

        Assert.AreEqual(2, storage.FileCount);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void APowerCutAtEveryByteKeepsTheOldValue(int savesBefore)
    {
        for (int cut = 0; cut < FileBytes; cut++)
        {
            FakeStorage storage = NewStorage();
            for (int i = 1; i <= savesBefore; i++)
            {
                SaveAfterReboot(storage, (byte)i);
            }

            storage.BytesUntilCut = cut;
            Expect.Throws(typeof(PowerCutException), () => SaveAfterReboot(storage, 99));

            Assert.AreEqual(savesBefore, LoadAfterReboot(storage), cut.ToString());
            Assert.IsTrue(SaveAfterReboot(storage, 100));
            Assert.AreEqual(100, LoadAfterReboot(storage), cut.ToString());
        }
    }

    [TestMethod]
    public void AFailedSaveKeepsTheOldValueAndTheNextOneWorks()
    {
        FakeStorage storage = NewStorage();
        Slot slot = new Slot(storage, "boot", 8);
        slot.Save(ValueOf(1));
        slot.Save(ValueOf(2));

        storage.IsFailing = true;
        Assert.IsFalse(slot.Save(ValueOf(3)));
        Assert.IsFalse(slot.Save(ValueOf(4)));
        Assert.AreEqual(2, LoadAfterReboot(storage));

        storage.IsFailing = false;
        Assert.IsTrue(slot.Save(ValueOf(5)));
        Assert.AreEqual(5, LoadAfterReboot(storage));
    }

    private static FakeStorage NewStorage()
    {
        return new FakeStorage(new EffectLog());
    }

    private static byte[] ValueOf(byte value)
    {
        return new byte[] { value, 0, 0, 0, 0, 0, 0, value };
    }

    private static bool SaveAfterReboot(FakeStorage storage, byte value)
    {
        Slot slot = new Slot(storage, "boot", 8);
        slot.Load(new byte[8]);
        return slot.Save(ValueOf(value));
    }

    private static int LoadAfterReboot(FakeStorage storage)
    {
        byte[] value = new byte[8];
        Assert.IsTrue(new Slot(storage, "boot", 8).Load(value));
        Assert.AreEqual((int)value[0], (int)value[7]);
        return value[0];
    }
}
