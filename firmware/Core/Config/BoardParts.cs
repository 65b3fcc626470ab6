namespace Wugang.Firmware.Core.Config;

/// <summary>Which pins and ADC channels the settings use, so that no two of them use the same.</summary>
internal sealed class BoardParts
{
    private readonly string[] _ownerOfPin = new string[Limits.MaxPin + 1];
    private readonly int[] _pinOfChannel;

    /// <param name="pinOfChannel">GPIO number behind each ADC channel of the chip, from channel 0.</param>
    public BoardParts(int[] pinOfChannel)
    {
        _pinOfChannel = pinOfChannel;
        _ownerOfPin[SetupPins.Button] = "the setup button";
        _ownerOfPin[SetupPins.Lamp] = "the setup lamp";
        _ownerOfPin[WatchdogPins.Kick] = "the watchdog";
    }

    /// <summary>A pin that must be there, used by nobody else.</summary>
    public int ReadPin(SettingsObject owner, string name)
    {
        int pin;
        if (owner.TryReadInteger(name, 0, Limits.MaxPin, out pin))
        {
            Claim(owner, name, pin, "is " + pin.ToString());
        }

        return pin;
    }

    /// <summary>A pin that may be left out.</summary>
    public int ReadPinIfThere(SettingsObject owner, string name)
    {
        return owner.Has(name) ? ReadPin(owner, name) : NodeSettings.NoPin;
    }

    /// <summary>An ADC channel whose GPIO nobody else uses, as a pin or as a channel.</summary>
    public int ReadChannel(SettingsObject owner, string name)
    {
        int channel;
        if (owner.TryReadInteger(name, 0, _pinOfChannel.Length - 1, out channel))
        {
            int pin = _pinOfChannel[channel];
            Claim(owner, name, pin, "is " + channel.ToString() + ", on pin " + pin.ToString());
        }

        return channel;
    }

    private void Claim(SettingsObject owner, string name, int pin, string use)
    {
        if (_ownerOfPin[pin] != null)
        {
            owner.Refuse(name, use + ", which " + _ownerOfPin[pin] + " has");
            return;
        }

        _ownerOfPin[pin] = owner.PathOf(name);
    }
}
