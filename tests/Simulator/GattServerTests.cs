using System.Collections.Concurrent;
using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;
using Wugang.Sim.Board;
using Buffer = nanoFramework.Device.Bluetooth.Buffer;

namespace Wugang.Tests.Simulator;

/// <summary>The radio as a server: who hears it, who may connect, and what passes between a phone and the firmware.</summary>
[TestClass]
public class GattServerTests
{
    private static readonly Guid Service = new("11111111-2222-3333-4444-555555555500");
    private static readonly Guid Plain = new("11111111-2222-3333-4444-555555555501");
    private static readonly Guid Secret = new("11111111-2222-3333-4444-555555555502");

    [TestMethod]
    public void WhatDoesNotFitIntoTheAdvertisementGoesIntoTheScanResponse()
    {
        using TestBoard board = new();

        board.Run(() => Serve(_ => { }));

        // Flags and the name; then the 128 bits of the service, lowest byte first.
        Assert.AreEqual(
            "020106" + "0E09" + Convert.ToHexString("nanoFramework"u8), Convert.ToHexString(board.Board.Bluetooth.Advertisement!));
        Assert.AreEqual("1107" + "00555555555544443333222211111111", Convert.ToHexString(board.Board.Bluetooth.ScanResponse!));
    }

    [TestMethod]
    public async Task AWriteReachesTheFirmwareAndTheAnswerThePhone()
    {
        using TestBoard board = new();
        ConcurrentQueue<byte[]> written = new();
        board.Run(() => Serve(written.Enqueue));
        using VirtualGattConnection phone = board.Board.Bluetooth.Connect()!;

        await phone.WriteAsync(Plain, [1, 2, 3]);

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, written.Single());
        CollectionAssert.AreEqual(new byte[] { 42 }, await phone.ReadAsync(Plain));
    }

    [TestMethod]
    public async Task ANotificationCarriesAsMuchAsOnePacket()
    {
        using TestBoard board = new();
        GattLocalCharacteristic characteristic = board.Run(() => Serve(_ => { }));
        using VirtualGattConnection phone = board.Board.Bluetooth.Connect()!;
        TaskCompletionSource<byte[]> heard = new();

        Assert.IsEmpty(board.Run(() => characteristic.NotifyValue(new Buffer(new byte[30]))), "nobody has asked");
        phone.Subscribe(Plain, value => heard.SetResult(value));
        board.Run(() => characteristic.NotifyValue(new Buffer(new byte[30])));

        Assert.HasCount(20, await heard.Task.WaitAsync(TestBoard.Patience));
    }

    [TestMethod]
    public async Task WhatMustBeEncryptedNeedsAPairedPhone()
    {
        using TestBoard board = new();
        board.Run(() => Serve(_ => { }));
        using VirtualGattConnection phone = board.Board.Bluetooth.Connect()!;

        GattException refused = await Assert.ThrowsExactlyAsync<GattException>(() => phone.WriteAsync(Secret, [1]));
        Assert.AreEqual(GattProtocolError.InsufficientEncryption, refused.ProtocolError);
        phone.Pair();
        await phone.WriteAsync(Secret, [1]);
    }

    [TestMethod]
    public async Task WhatIsNotOfferedIsRefused()
    {
        using TestBoard board = new();
        board.Run(() => Serve(_ => { }));
        using VirtualGattConnection phone = board.Board.Bluetooth.Connect()!;

        Assert.AreEqual(GattProtocolError.AttributeNotFound, (await FailAsync(phone.WriteAsync(Service, [1]))).ProtocolError);
        Assert.AreEqual(GattProtocolError.ReadNotPermitted, (await FailAsync(phone.ReadAsync(Secret))).ProtocolError);
        Assert.AreEqual(
            GattProtocolError.InvalidAttributeValueLength, (await FailAsync(phone.WriteAsync(Plain, new byte[513]))).ProtocolError);
    }

    [TestMethod]
    public void OnePhoneAtATimeIsHeardOf()
    {
        using TestBoard board = new();
        BlockingCollection<GattSessionStatus> heard = [];
        board.Run(() =>
        {
            Serve(_ => { });
            BluetoothLEServer.Instance.Session.SessionStatusChanged += (_, e) => heard.Add(e.Status);
        });
        VirtualGattConnection first = board.Board.Bluetooth.Connect()!;

        Assert.IsNull(board.Board.Bluetooth.Advertisement);
        Assert.IsNull(board.Board.Bluetooth.Connect(), "it advertises no more");
        first.Dispose();
        using VirtualGattConnection? second = board.Board.Bluetooth.Connect();

        Assert.IsNotNull(second);
        foreach (GattSessionStatus expected in (GattSessionStatus[])[GattSessionStatus.Active, GattSessionStatus.Closed, GattSessionStatus.Active])
        {
            Assert.IsTrue(heard.TryTake(out GattSessionStatus status, TestBoard.Patience));
            Assert.AreEqual(expected, status);
        }
    }

    [TestMethod]
    public async Task APowerCutEndsTheConnection()
    {
        using TestBoard board = new();
        board.Run(() => Serve(_ => { }));
        using VirtualGattConnection phone = board.Board.Bluetooth.Connect()!;

        board.Board.PowerOff();

        await phone.Closed.WaitAsync(TestBoard.Patience);
        await Assert.ThrowsExactlyAsync<IOException>(() => phone.WriteAsync(Plain, [1]));
        Assert.IsNull(board.Board.Bluetooth.Connect());
        board.PowerOn();
        Assert.IsNull(board.Board.Bluetooth.Advertisement, "services are gone with the power");
    }

    [TestMethod]
    public void AStoppedServerIsNotHeardAndDropsItsPhone()
    {
        using TestBoard board = new();
        board.Run(() => Serve(_ => { }));
        using VirtualGattConnection phone = board.Board.Bluetooth.Connect()!;

        board.Run(() => BluetoothLEServer.Instance.Stop());

        Assert.IsFalse(phone.IsOpen);
        Assert.IsNull(board.Board.Bluetooth.Advertisement);
    }

    private static Task<GattException> FailAsync(Task asked)
    {
        return Assert.ThrowsExactlyAsync<GattException>(() => asked);
    }

    /// <summary>Advertises a service with a plain characteristic and one that must be encrypted.</summary>
    /// <returns>The plain one.</returns>
    private static GattLocalCharacteristic Serve(Action<byte[]> written)
    {
        GattServiceProvider provider = GattServiceProvider.Create(Service).ServiceProvider;
        GattLocalCharacteristic plain = Create(
            provider, Plain, GattCharacteristicProperties.Read | GattCharacteristicProperties.Write | GattCharacteristicProperties.Notify);
        plain.ReadRequested += (_, e) => e.GetRequest().RespondWithValue(new Buffer([42]));
        plain.WriteRequested += (_, e) => Take(e.GetRequest(), written);
        Create(provider, Secret, GattCharacteristicProperties.Write).WriteRequested += (_, e) => Take(e.GetRequest(), written);
        provider.StartAdvertising(new GattServiceProviderAdvertisingParameters());
        return plain;
    }

    private static GattLocalCharacteristic Create(GattServiceProvider provider, Guid uuid, GattCharacteristicProperties properties)
    {
        GattLocalCharacteristicParameters parameters = new()
        {
            CharacteristicProperties = properties,
            WriteProtectionLevel = uuid == Secret ? GattProtectionLevel.EncryptionRequired : GattProtectionLevel.Plain,
        };
        return provider.Service.CreateCharacteristic(uuid, parameters).Characteristic;
    }

    private static void Take(GattWriteRequest request, Action<byte[]> written)
    {
        byte[] value = new byte[request.Value.Length];
        DataReader.FromBuffer(request.Value).ReadBytes(value);
        written(value);
        request.Respond();
    }
}
