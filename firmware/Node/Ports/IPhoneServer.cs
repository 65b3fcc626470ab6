namespace Wugang.Firmware.Node.Ports;

/// <summary>
/// The radio as a server that phones find and connect to, one at a time. A radio that serves does not scan. No call waits for the
/// radio.
/// </summary>
public interface IPhoneServer
{
    /// <summary>Makes the radio a server: phones find it from now on.</summary>
    /// <param name="deviceName">The name that phones show, at most 29 bytes.</param>
    void Open(string deviceName);

    /// <summary>Ends it: a phone that is connected loses its connection, and the radio may scan again.</summary>
    void Close();

    /// <summary>
    /// Sets a value that phones can read from now on, and tells the one that is connected, as much as one packet carries. State and
    /// capabilities are also part of what is broadcast.
    /// </summary>
    /// <param name="target">Which value.</param>
    /// <param name="value">At most <see cref="Core.Limits.MaxGattValueBytes"/> bytes.</param>
    void Show(PhoneCharacteristic target, byte[] value);

    /// <summary>Takes the oldest thing a phone has done, or null where there is none.</summary>
    PhoneEvent TakeEvent();
}
