namespace Wugang.Firmware.Esp32;

/// <summary>
/// The chip's one Bluetooth radio: a server while a phone may set the node up, else a listener to the sensors. It is never both,
/// and passes through rest from one to the other.
/// </summary>
internal sealed class BleRadio
{
    private AdvertisementScanner _scanner;
    private bool _isServing;

    /// <summary>Lets the node hear its sensors whenever the radio is no server.</summary>
    public void Listen(AdvertisementScanner scanner)
    {
        _scanner = scanner;
        if (!_isServing)
        {
            scanner.Start();
        }
    }

    /// <summary>The radio becomes a server: nothing is heard meanwhile.</summary>
    public void BeginServing()
    {
        _isServing = true;
        if (_scanner != null)
        {
            _scanner.Stop();
        }
    }

    /// <summary>The server has stopped the radio.</summary>
    public void EndServing()
    {
        _isServing = false;
        if (_scanner != null)
        {
            _scanner.Start();
        }
    }
}
