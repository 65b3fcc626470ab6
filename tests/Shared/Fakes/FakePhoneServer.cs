using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A radio to which a test's phone connects. What is shown is kept by characteristic.</summary>
internal sealed class FakePhoneServer : IPhoneServer
{
    private readonly PhoneRing _events = new PhoneRing();
    private readonly byte[][] _values = new byte[(int)PhoneCharacteristic.SetupResult + 1][];

    /// <summary>The name under which phones find it; null while it is no server.</summary>
    public string DeviceName { get; private set; }

    public void Open(string deviceName)
    {
        DeviceName = deviceName;
    }

    public void Close()
    {
        DeviceName = null;
    }

    public void Show(PhoneCharacteristic target, byte[] value)
    {
        _values[(int)target] = value;
    }

    public PhoneEvent TakeEvent()
    {
        return _events.Take();
    }

    /// <summary>What a phone reads.</summary>
    public byte[] Read(PhoneCharacteristic target)
    {
        return _values[(int)target];
    }

    /// <summary>Something a phone does.</summary>
    /// <returns>False where there is no room.</returns>
    public bool TryAdd(PhoneEvent happened)
    {
        return _events.TryAdd(happened);
    }
}
