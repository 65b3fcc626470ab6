using System.Collections;
using System.Threading;
using nanoFramework.Device.Bluetooth;
using nanoFramework.Device.Bluetooth.Advertisement;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>The chip's radio as a listener: takes the BTHome service data out of what it hears and wakes the node.</summary>
internal sealed class AdvertisementScanner
{
    private const int UuidBytes = 2;
    private const byte UuidLow = 0xD2;
    private const byte UuidHigh = 0xFC;

    private readonly AdvertisementRing _ring;
    private readonly MonotonicClock _clock;
    private readonly AutoResetEvent _wake;
    private readonly BluetoothLEAdvertisementWatcher _watcher = new BluetoothLEAdvertisementWatcher();

    public AdvertisementScanner(AdvertisementRing ring, MonotonicClock clock, AutoResetEvent wake)
    {
        _ring = ring;
        _clock = clock;
        _wake = wake;
        _watcher.ScanningMode = BluetoothLEScanningMode.Passive;
        _watcher.Received += Hear;
    }

    public void Start()
    {
        _watcher.Start();
    }

    public void Stop()
    {
        _watcher.Stop();
    }

    private void Hear(BluetoothLEAdvertisementWatcher sender, BluetoothLEAdvertisementReceivedEventArgs args)
    {
        ArrayList sections = args.Advertisement.GetSectionsByType(
            (byte)BluetoothLEAdvertisementDataSectionType.ServiceData16bitUuid);
        for (int i = 0; i < sections.Count; i++)
        {
            DataReader reader = DataReader.FromBuffer(((BluetoothLEAdvertisementDataSection)sections[i]).Data);
            if (reader.UnconsumedBufferLength > UuidBytes && reader.ReadByte() == UuidLow && reader.ReadByte() == UuidHigh)
            {
                byte[] data = new byte[(int)reader.UnconsumedBufferLength];
                reader.ReadBytes(data);
                if (_ring.Add((long)args.BluetoothAddress, args.RawSignalStrengthInDBm, data, _clock.NowMs))
                {
                    _wake.Set();
                }
            }
        }
    }
}
