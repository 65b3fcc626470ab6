using System;
using System.Threading;
using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.Advertisement;
using nanoFramework.Device.Bluetooth.GenericAttributeProfile;
using Wugang.Firmware.Node.Ports;
using Buffer = nanoFramework.Device.Bluetooth.Buffer;

namespace Wugang.Firmware.Esp32;

/// <summary>
/// The chip's radio as a server for phones (docs/reference/setup.md). Its callbacks must answer within half a second: they only take
/// and give what is there.
/// </summary>
internal sealed class BlePhoneServer : IPhoneServer
{
    private const int ServiceDataReserved = 4;

    private static readonly Guid ImprovService = new Guid("00467768-6228-2272-4663-277478268000");
    private static readonly Guid SetupService = new Guid("17238923-c496-46af-b9b3-ceeefd188d94");

    // Of the PhoneCharacteristic with this number.
    private static readonly string[] Uuids =
    {
        null,
        "00467768-6228-2272-4663-277478268001",
        "00467768-6228-2272-4663-277478268002",
        "00467768-6228-2272-4663-277478268003",
        "00467768-6228-2272-4663-277478268004",
        "00467768-6228-2272-4663-277478268005",
        "17238923-c496-46af-b9b3-ceeefd188d95",
        "17238923-c496-46af-b9b3-ceeefd188d96",
    };

    private readonly PhoneRing _events = new PhoneRing();
    private readonly BleRadio _radio;
    private readonly AutoResetEvent _wake;
    private readonly GattLocalCharacteristic[] _characteristics = new GattLocalCharacteristic[Uuids.Length];
    private readonly byte[][] _values = new byte[Uuids.Length][];
    private readonly object _lock = new object();
    private GattServiceProvider _improv;
    private string _deviceName;
    private byte _broadcastState;
    private bool _isPhoneThere;

    public BlePhoneServer(BleRadio radio, AutoResetEvent wake)
    {
        _radio = radio;
        _wake = wake;
    }

    private bool IsOpen
    {
        get { return _improv != null; }
    }

    public void Open(string deviceName)
    {
        _deviceName = deviceName;
        _radio.BeginServing();
        _improv = GattServiceProvider.Create(ImprovService).ServiceProvider;
        Offer(_improv, PhoneCharacteristic.ImprovState);
        Offer(_improv, PhoneCharacteristic.ImprovError);
        Take(_improv, PhoneCharacteristic.ImprovCommand, GattProtectionLevel.Plain);
        Offer(_improv, PhoneCharacteristic.ImprovResult);
        Offer(_improv, PhoneCharacteristic.ImprovCapabilities);
        GattServiceProvider setup = GattServiceProvider.Create(SetupService).ServiceProvider;
        Take(setup, PhoneCharacteristic.SetupRequest, GattProtectionLevel.EncryptionRequired);
        Offer(setup, PhoneCharacteristic.SetupResult);
        BluetoothLEServer.Instance.Session.SessionStatusChanged += OnSessionStatusChanged;
        Advertise();
    }

    public void Close()
    {
        _improv.StopAdvertising();
        BluetoothLEServer.Instance.Session.SessionStatusChanged -= OnSessionStatusChanged;
        BluetoothLEServer.Instance.Dispose();
        _improv = null;
        _isPhoneThere = false;
        _radio.EndServing();
    }

    public void Show(PhoneCharacteristic target, byte[] value)
    {
        bool isPhoneThere;
        lock (_lock)
        {
            _values[(int)target] = value;
            isPhoneThere = _isPhoneThere;
        }

        if (!IsOpen)
        {
            return;
        }

        if (isPhoneThere)
        {
            _characteristics[(int)target].NotifyValue(new Buffer(value));
        }
        else if (target == PhoneCharacteristic.ImprovState && value[0] != _broadcastState)
        {
            // What is broadcast cannot be changed; the whole server starts anew.
            _improv.StopAdvertising();
            Advertise();
        }
    }

    public PhoneEvent TakeEvent()
    {
        return _events.Take();
    }

    /// <summary>Flags, service and service data fill the advertisement to its last byte; the name goes into the scan response.</summary>
    private void Advertise()
    {
        GattServiceProviderAdvertisingParameters parameters = new GattServiceProviderAdvertisingParameters();
        parameters.CustomAdvertisement = true;
        BluetoothLEAdvertisement advertisement = parameters.Advertisement;
        advertisement.Flags =
            BluetoothLEAdvertisementFlags.GeneralDiscoverableMode | BluetoothLEAdvertisementFlags.ClassicNotSupported;
        Add(advertisement, BluetoothLEAdvertisementDataSectionType.CompleteList128uuid, LowestFirst(ImprovService));
        Add(advertisement, BluetoothLEAdvertisementDataSectionType.ServiceData16bitUuid, ServiceData());
        advertisement.LocalName = _deviceName;
        _broadcastState = ValueOf(PhoneCharacteristic.ImprovState)[0];
        _improv.StartAdvertising(parameters);
    }

    private byte[] ServiceData()
    {
        byte[] data = new byte[4 + ServiceDataReserved];
        data[0] = 0x77;
        data[1] = 0x46;
        data[2] = ValueOf(PhoneCharacteristic.ImprovState)[0];
        data[3] = ValueOf(PhoneCharacteristic.ImprovCapabilities)[0];
        return data;
    }

    private void Offer(GattServiceProvider provider, PhoneCharacteristic target)
    {
        GattLocalCharacteristicParameters parameters = new GattLocalCharacteristicParameters();
        parameters.CharacteristicProperties = target == PhoneCharacteristic.ImprovCapabilities
            ? GattCharacteristicProperties.Read
            : GattCharacteristicProperties.Read | GattCharacteristicProperties.Notify;
        Create(provider, target, parameters).ReadRequested += OnReadRequested;
    }

    private void Take(GattServiceProvider provider, PhoneCharacteristic target, GattProtectionLevel protection)
    {
        GattLocalCharacteristicParameters parameters = new GattLocalCharacteristicParameters();
        parameters.CharacteristicProperties = GattCharacteristicProperties.Write;
        parameters.WriteProtectionLevel = protection;
        Create(provider, target, parameters).WriteRequested += OnWriteRequested;
    }

    private GattLocalCharacteristic Create(
        GattServiceProvider provider, PhoneCharacteristic target, GattLocalCharacteristicParameters parameters)
    {
        _characteristics[(int)target] =
            provider.Service.CreateCharacteristic(new Guid(Uuids[(int)target]), parameters).Characteristic;
        return _characteristics[(int)target];
    }

    private void OnReadRequested(GattLocalCharacteristic sender, GattReadRequestedEventArgs args)
    {
        args.GetRequest().RespondWithValue(new Buffer(ValueOf(Find(sender))));
    }

    private void OnWriteRequested(GattLocalCharacteristic sender, GattWriteRequestedEventArgs args)
    {
        GattWriteRequest request = args.GetRequest();
        byte[] value = new byte[(int)request.Value.Length];
        DataReader.FromBuffer(request.Value).ReadBytes(value);
        if (_events.TryAdd(new PhoneEvent(Find(sender), value)))
        {
            request.Respond();
        }
        else
        {
            request.RespondWithProtocolError(GattProtocolError.InsufficientResources);
        }

        _wake.Set();
    }

    private void OnSessionStatusChanged(object sender, GattSessionStatusChangedEventArgs args)
    {
        bool isThere = args.Status == GattSessionStatus.Active;
        lock (_lock)
        {
            _isPhoneThere = isThere;
        }

        _events.TryAdd(new PhoneEvent(isThere ? PhoneEventKind.Came : PhoneEventKind.Left));
        _wake.Set();
    }

    private PhoneCharacteristic Find(GattLocalCharacteristic sender)
    {
        int target = 1;
        while (_characteristics[target] != sender)
        {
            target++;
        }

        return (PhoneCharacteristic)target;
    }

    private byte[] ValueOf(PhoneCharacteristic target)
    {
        lock (_lock)
        {
            return _values[(int)target];
        }
    }

    private static void Add(
        BluetoothLEAdvertisement advertisement, BluetoothLEAdvertisementDataSectionType type, byte[] data)
    {
        advertisement.DataSections.Add(new BluetoothLEAdvertisementDataSection((byte)type, new Buffer(data)));
    }

    /// <summary>A UUID as it goes on the air; in a <see cref="Guid"/> the first three parts are lowest first already.</summary>
    private static byte[] LowestFirst(Guid uuid)
    {
        byte[] guid = uuid.ToByteArray();
        byte[] air = new byte[guid.Length];
        for (int i = 0; i < 8; i++)
        {
            air[i] = guid[guid.Length - 1 - i];
        }

        Array.Copy(guid, 6, air, 8, 2);
        Array.Copy(guid, 4, air, 10, 2);
        Array.Copy(guid, 0, air, 12, 4);
        return air;
    }
}
