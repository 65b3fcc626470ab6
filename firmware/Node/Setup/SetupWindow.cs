using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node.Setup;

/// <summary>Whether what a phone sends is taken: the states of Improv, as phones see them.</summary>
internal sealed class SetupWindow
{
    private readonly IPhoneServer _phones;
    private long _endsAtMs = long.MaxValue;

    public SetupWindow(IPhoneServer phones)
    {
        _phones = phones;
        Show(ImprovState.AuthorizationRequired);
        Report(ImprovError.None);
    }

    public ImprovState State { get; private set; }

    public bool IsAuthorized
    {
        get { return State == ImprovState.Authorized; }
    }

    /// <summary>When the authorization ends; a long time where there is none.</summary>
    public long DueMs
    {
        get { return IsAuthorized ? _endsAtMs : long.MaxValue; }
    }

    /// <summary>Somebody has pressed the button, or an attempt has failed: a minute from now.</summary>
    public void Authorize(long nowMs)
    {
        _endsAtMs = nowMs + Limits.MaxSetupWindowMs;
        Show(ImprovState.Authorized);
    }

    /// <summary>The minute is over, or the phone has left.</summary>
    public void Revoke()
    {
        Show(ImprovState.AuthorizationRequired);
    }

    /// <summary>The node tries to join a network.</summary>
    public void BeginProvisioning()
    {
        Show(ImprovState.Provisioning);
    }

    /// <summary>All is stored.</summary>
    public void Finish()
    {
        Show(ImprovState.Provisioned);
    }

    /// <summary>Says what was wrong with the newest command.</summary>
    public void Report(ImprovError error)
    {
        _phones.Show(PhoneCharacteristic.ImprovError, new byte[] { (byte)error });
    }

    private void Show(ImprovState state)
    {
        if (state != State)
        {
            State = state;
            _phones.Show(PhoneCharacteristic.ImprovState, new byte[] { (byte)state });
        }
    }
}
