using nanoFramework.TestFramework;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Setup;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared.Setup;

/// <summary>All of it or nothing, whenever the power goes.</summary>
[TestClass]
public class PendingSetupTests
{
    private const int FrameBytes = 7 + (3 + 3) + (3 + 4) + 3 + WifiCredentials.StoredBytes;

    [TestMethod]
    public void AfterTheNextStartEverythingIsInItsPlace()
    {
        FakeStorage storage = OldNode();

        Assert.IsTrue(SaveAll(storage, false));
        Install(storage);

        Assert.AreEqual("new|keys|nursery|old journal", Describe(storage));
        Assert.AreEqual(0, storage.ContentOf("pending").Length);
    }

    [TestMethod]
    public void APowerCutWhileItIsStoredLeavesTheNodeAsItWas()
    {
        for (int cut = 0; cut < FrameBytes; cut++)
        {
            FakeStorage storage = OldNode();
            storage.BytesUntilCut = cut;
            Expect.Throws(typeof(PowerCutException), () => SaveAll(storage, true));

            Install(storage);

            Assert.AreEqual("old|old|none|old journal", Describe(storage), cut.ToString());
        }
    }

    [TestMethod]
    public void APowerCutWhileItIsPutInPlaceIsMadeGoodAtTheNextStart()
    {
        for (int cut = 0; cut < 300; cut++)
        {
            FakeStorage storage = OldNode();
            SaveAll(storage, true);
            storage.BytesUntilCut = cut;
            try
            {
                Install(storage);
            }
            catch (PowerCutException)
            {
                Install(storage);
            }

            Assert.AreEqual("new|keys|nursery|", Describe(storage), cut.ToString());
        }
    }

    [TestMethod]
    public void AFlashThatRefusesSaysSoAndTheNodeStaysAsItWas()
    {
        FakeStorage storage = OldNode();
        storage.IsLying = true;

        Assert.IsFalse(SaveAll(storage, true));
        storage.IsLying = false;
        Install(storage);

        Assert.AreEqual("old|old|none|old journal", Describe(storage));
    }

    [TestMethod]
    public void AFlashThatRefusesWhileItIsPutInPlaceIsTriedAgainAtTheNextStart()
    {
        FakeStorage storage = OldNode();
        SaveAll(storage, false);
        storage.IsFailing = true;
        Install(storage);
        storage.IsFailing = false;

        Install(storage);

        Assert.AreEqual("new|keys|nursery|old journal", Describe(storage));
    }

    [TestMethod]
    public void ANodeThatBecomesAnotherOneKeepsNothingButTheNetwork()
    {
        FakeStorage storage = OldNode();
        WifiStore.Save(storage, Wifi());

        new PendingSetup(storage).Save(Ascii.GetBytes("new"), null, null, true);
        Install(storage);

        Assert.AreEqual("new||nursery|", Describe(storage));
    }

    [TestMethod]
    public void ADamagedFileIsRemoved()
    {
        FakeStorage storage = OldNode();
        SaveAll(storage, true);
        storage.ContentOf("pending")[20] ^= 1;

        Install(storage);

        Assert.AreEqual("old|old|none|old journal", Describe(storage));
        Assert.AreEqual(0, storage.ContentOf("pending").Length);
    }

    private static FakeStorage OldNode()
    {
        FakeStorage storage = new FakeStorage(new EffectLog());
        Put(storage, "node.json", "old");
        Put(storage, "keys.json", "old");
        Put(storage, "z0000001", "old journal");
        return storage;
    }

    private static WifiCredentials Wifi()
    {
        byte[] text = Ascii.GetBytes("nurserysecret12");
        return WifiCredentials.TryCreate(text, 0, 7, 7, 8);
    }

    private static bool SaveAll(FakeStorage storage, bool isAnotherNode)
    {
        return new PendingSetup(storage).Save(Ascii.GetBytes("new"), Ascii.GetBytes("keys"), Wifi(), isAnotherNode);
    }

    private static void Install(FakeStorage storage)
    {
        new PendingSetup(storage).Install("node.json", "keys.json");
    }

    private static string Describe(FakeStorage storage)
    {
        WifiCredentials wifi = WifiStore.Load(storage);
        return Bytes.ToText(storage.ContentOf("node.json")) + "|" + Bytes.ToText(storage.ContentOf("keys.json")) + "|"
            + (wifi == null ? "none" : wifi.Name) + "|" + Bytes.ToText(storage.ContentOf("z0000001"));
    }

    private static void Put(FakeStorage storage, string name, string content)
    {
        byte[] bytes = Ascii.GetBytes(content);
        storage.Append(name, bytes, 0, bytes.Length);
    }
}
