namespace Wugang.Sim.App.Phone;

/// <summary>The steps of setting a node up, in their order.</summary>
internal enum PhoneStep
{
    /// <summary>The phone looks for the node and connects.</summary>
    Connect,

    /// <summary>Somebody presses the button at the node.</summary>
    Button,

    /// <summary>The phone sends settings and keys.</summary>
    Papers,

    /// <summary>The phone sends the Wi-Fi network, and the node joins it.</summary>
    Wifi,

    /// <summary>All is stored: the node starts and goes to work.</summary>
    Done,
}
