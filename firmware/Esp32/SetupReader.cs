using System.Collections;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>Reads settings and keys as <see cref="SetupFiles"/> will when the node starts.</summary>
internal sealed class SetupReader : ISetupReader
{
    private readonly int[] _pinOfChannel;
    private readonly bool _hasAuthority;

    /// <param name="pinOfChannel">GPIO number behind each ADC channel of the chip, from channel 0.</param>
    /// <param name="hasAuthority">Whether the node has the CA certificate of its broker.</param>
    public SetupReader(int[] pinOfChannel, bool hasAuthority)
    {
        _pinOfChannel = pinOfChannel;
        _hasAuthority = hasAuthority;
    }

    public NodeSettings ReadSettings(byte[] text, out string[] errors)
    {
        Hashtable tree;
        NodeSettings settings = SettingsText.Read(text, _pinOfChannel, out tree, out errors);
        return NodeSettingsReader.RequireAuthority(settings, _hasAuthority, ref errors);
    }

    public NodeKeys ReadKeys(byte[] text, out string[] errors)
    {
        Hashtable tree;
        return SettingsText.ReadKeys(text, out tree, out errors);
    }
}
