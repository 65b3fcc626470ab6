using System.Collections;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>Reads settings and keys as <see cref="SetupFiles"/> will when the node starts.</summary>
internal sealed class SetupReader : ISetupReader
{
    private readonly int[] _pinOfChannel;

    /// <param name="pinOfChannel">GPIO number behind each ADC channel of the chip, from channel 0.</param>
    public SetupReader(int[] pinOfChannel)
    {
        _pinOfChannel = pinOfChannel;
    }

    public NodeSettings ReadSettings(byte[] text, out string[] errors)
    {
        Hashtable tree;
        return SettingsText.Read(text, _pinOfChannel, out tree, out errors);
    }

    public NodeKeys ReadKeys(byte[] text, out string[] errors)
    {
        Hashtable tree;
        return SettingsText.ReadKeys(text, out tree, out errors);
    }
}
