using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared;

/// <summary>A node always finds a whole configuration and its keys, whenever the power went and whatever was on trial.</summary>
[TestClass]
public class NodeStoreTests
{
    private const string Old = "{\"version\":1}";
    private const string New = "{\"version\":2}";

    [TestMethod]
    public void ANewStoreIsEmpty()
    {
        NodeStore store = Start(NewStorage());

        Assert.IsNull(store.ReadConfiguration());
        Assert.IsNull(store.ReadKeys());
        Assert.IsNull(store.ReadAuthority());
        Assert.IsFalse(store.IsOnTrial);
    }

    [TestMethod]
    public void WhatWasPutIsThereWithItsHash()
    {
        FakeStorage storage = With(Old);

        NodeStore store = Start(storage);

        Assert.AreEqual(Old, Configuration(store));
        Expect.SameBytes(Sha256.HashOf(Ascii.GetBytes(Old)), store.Hash);
        Expect.SameBytes(Keys(), store.ReadKeys());
    }

    [TestMethod]
    public void EachOfThreeIsReplacedByItself()
    {
        FakeStorage storage = With(Old);
        byte[] other = Ascii.GetBytes("another authority");

        Assert.IsTrue(Start(storage).Put(null, null, other));
        Assert.IsTrue(Start(storage).Put(Ascii.GetBytes(New), null, null));
        Assert.IsTrue(Start(storage).Put(null, Ascii.GetBytes("{}"), null));

        NodeStore store = Start(storage);
        Expect.SameBytes(other, store.ReadAuthority());
        Expect.SameBytes(Ascii.GetBytes("{}"), store.ReadKeys());
        Assert.AreEqual(New, Configuration(store));
    }

    [TestMethod]
    public void ATrialThatIsConfirmedIsTheGoodOne()
    {
        FakeStorage storage = With(Old);
        Assert.IsTrue(Begin(Start(storage)));

        NodeStore store = Start(storage);
        Assert.IsTrue(store.IsOnTrial);
        Assert.AreEqual(New, Configuration(store));
        Assert.IsTrue(store.Confirm());

        store = Start(storage);
        Assert.IsFalse(store.IsOnTrial);
        Assert.AreEqual(New, Configuration(store));
        Assert.AreEqual(7L, store.UpdateId);
        Assert.AreEqual(0, store.GivenUpVersion);
    }

    [TestMethod]
    public void ATrialThatIsGivenUpLeavesTheLastGoodOne()
    {
        FakeStorage storage = With(Old);
        Begin(Start(storage));
        Start(storage).GiveUp();

        NodeStore store = Start(storage);

        Assert.AreEqual(Old, Configuration(store));
        Assert.AreEqual(2, store.GivenUpVersion);
        store.ForgetGivenUp();
        Assert.AreEqual(0, Start(storage).GivenUpVersion);
    }

    [TestMethod]
    public void ATrialHasThreeStarts()
    {
        FakeStorage storage = With(Old);
        Begin(Start(storage));
        for (int start = 0; start < Limits.MaxTrialStarts; start++)
        {
            Assert.AreEqual(New, Configuration(Start(storage)));
        }

        Assert.AreEqual(Old, Configuration(Start(storage)));
        Assert.AreEqual(2, Start(storage).GivenUpVersion);
    }

    [TestMethod]
    public void AStartThatCannotBeCountedIsNotTried()
    {
        FakeStorage storage = With(Old);
        Begin(Start(storage));
        storage.IsFailing = true;

        Assert.AreEqual(Old, Configuration(Start(storage)));
    }

    [TestMethod]
    public void AfterAStartEitherFileMayBeDamaged()
    {
        string[] files = { "config.a", "config.b", "keys.a", "keys.b", "ca.a", "ca.b" };
        for (int i = 0; i < files.Length; i++)
        {
            FakeStorage storage = With(Old);
            storage.ContentOf(files[i])[20] ^= 1;

            NodeStore store = Start(storage);

            Assert.AreEqual(Old, Configuration(store));
            Expect.SameBytes(Keys(), store.ReadKeys());
            Expect.SameBytes(Authority(), store.ReadAuthority());
        }
    }

    [TestMethod]
    public void ADamagedTrialIsGivenUp()
    {
        FakeStorage storage = With(Old);
        Begin(Start(storage));
        byte[] first = storage.ContentOf("config.a");
        byte[] second = storage.ContentOf("config.b");
        first[first.Length - 3] ^= (byte)(first[first.Length - 2] == (byte)'2' ? 1 : 0);
        second[second.Length - 3] ^= (byte)(second[second.Length - 2] == (byte)'2' ? 1 : 0);

        NodeStore store = Start(storage);

        Assert.AreEqual(Old, Configuration(store));
        Assert.AreEqual(2, store.GivenUpVersion);
    }

    [TestMethod]
    public void APowerCutAtAnyByteLeavesTheOldOrTheNewWhole()
    {
        for (int bytes = 0; bytes < 400; bytes++)
        {
            FakeStorage storage = With(Old);
            NodeStore running = Start(storage);
            storage.BytesUntilCut = bytes;
            bool isWhole = CutIn(running);

            string configuration = Configuration(Start(storage));

            Assert.IsTrue(configuration == New || (configuration == Old && !isWhole));
        }
    }

    [TestMethod]
    public void APowerCutWhileANodeIsSetUpLeavesBothOrNothing()
    {
        for (int bytes = 0; bytes < 400; bytes++)
        {
            FakeStorage storage = NewStorage();
            storage.BytesUntilCut = bytes;
            try
            {
                new NodeStore(storage).Put(Ascii.GetBytes(Old), Keys(), Authority());
            }
            catch (PowerCutException)
            {
                // The point of the test: what is left is looked at below.
            }

            NodeStore store = Start(storage);

            Assert.AreEqual(store.ReadConfiguration() == null, store.ReadKeys() == null);
            Assert.AreEqual(store.ReadConfiguration() == null, store.ReadAuthority() == null);
        }
    }

    private static bool CutIn(NodeStore store)
    {
        try
        {
            Begin(store);
            return true;
        }
        catch (PowerCutException)
        {
            return false;
        }
    }

    private static bool Begin(NodeStore store)
    {
        byte[] text = Ascii.GetBytes(New);
        return store.BeginTrial(text, Sha256.HashOf(text), 2, 7);
    }

    private static string Configuration(NodeStore store)
    {
        return Bytes.ToText(store.ReadConfiguration());
    }

    private static NodeStore Start(FakeStorage storage)
    {
        NodeStore store = new NodeStore(storage);
        store.BeginStart();
        return store;
    }

    private static FakeStorage With(string configuration)
    {
        FakeStorage storage = NewStorage();
        new NodeStore(storage).Put(Ascii.GetBytes(configuration), Keys(), Authority());
        Start(storage);
        return storage;
    }

    private static FakeStorage NewStorage()
    {
        return new FakeStorage(new EffectLog());
    }

    private static byte[] Keys()
    {
        return Ascii.GetBytes("{\"key\":{\"k\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\",\"kid\":\"1\"}}");
    }
    private static byte[] Authority()
    {
        return Ascii.GetBytes("the certificate of an authority");
    }
}
