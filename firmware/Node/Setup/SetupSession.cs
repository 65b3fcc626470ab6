using System;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node.Setup;

/// <summary>The time in which the radio is a server: from its opening to its closing.</summary>
internal sealed class SetupSession
{
    private readonly IPhoneServer _phones;
    private readonly SetupWindow _window;
    private readonly ImprovService _improv;
    private readonly SetupService _service;

    /// <param name="board">The board's parts.</param>
    /// <param name="current">The settings the node has; null where it has none.</param>
    /// <param name="known">The network it was given before; null for none.</param>
    public SetupSession(ISetupBoard board, NodeSettings current, WifiCredentials known)
    {
        string deviceName = current == null ? "SafetyNode" : current.Node.Value;
        SetupDraft draft = new SetupDraft(board, current);
        _phones = board.Phones;
        _window = new SetupWindow(_phones);
        _improv = new ImprovService(board, _window, draft, deviceName, known);
        _service = new SetupService(_phones, _window, draft, known != null);
        _phones.Open(deviceName);
    }

    public ImprovState State
    {
        get { return _window.State; }
    }

    public long DueMs
    {
        get { return Moments.Earlier(_window.DueMs, Moments.Earlier(_improv.DueMs, _service.DueMs)); }
    }

    public bool IsIdentifying(long nowMs)
    {
        return _improv.IsIdentifying(nowMs);
    }

    /// <summary>Somebody has pressed the button: what the phone sends is taken for a minute.</summary>
    public void Authorize(long nowMs)
    {
        if (State == ImprovState.AuthorizationRequired || State == ImprovState.Authorized)
        {
            _window.Authorize(nowMs);
        }
    }

    public void Step(long nowMs)
    {
        // The minute ends before what came behind its end is looked at.
        if (nowMs >= _window.DueMs)
        {
            Revoke();
        }

        PhoneEvent happened = _phones.TakeEvent();
        for (int taken = 1; happened != null; taken++)
        {
            Notice(happened, nowMs);
            happened = taken < Limits.MaxPendingPhoneEvents ? _phones.TakeEvent() : null;
        }

        _improv.Step(nowMs);
        _service.Step(nowMs);
    }

    public void Close()
    {
        _phones.Close();
    }

    private void Notice(PhoneEvent happened, long nowMs)
    {
        switch (happened.Kind)
        {
            case PhoneEventKind.Came:
                _window.Report(ImprovError.None);
                break;

            case PhoneEventKind.Left:
                // What one phone was let in for, the next one is not.
                if (State != ImprovState.Provisioned)
                {
                    Revoke();
                }

                break;

            case PhoneEventKind.Wrote:
                Take(happened, nowMs);
                break;

            default:
                throw new InvalidOperationException("The kind of a phone's event is none.");
        }
    }

    private void Take(PhoneEvent written, long nowMs)
    {
        if (written.Target == PhoneCharacteristic.ImprovCommand)
        {
            _improv.Write(written.Value, nowMs);
        }
        else if (written.Target == PhoneCharacteristic.SetupRequest)
        {
            _service.Write(written.Value, nowMs);
        }
    }

    private void Revoke()
    {
        _improv.Forget();
        _service.Forget();
        _window.Revoke();
    }
}
