using System;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node.Setup;

/// <summary>The node's own service: takes settings and keys, and says how that went. Nothing that came in goes out again.</summary>
internal sealed class SetupService
{
    private const int ResultHeaderBytes = 2;

    private readonly IPhoneServer _phones;
    private readonly SetupWindow _window;
    private readonly SetupDraft _draft;
    private readonly bool _isWifiKnown;
    private readonly SetupMessage _message = new SetupMessage();
    private long _newestPieceMs;

    /// <param name="phones">The radio.</param>
    /// <param name="window">Whether what comes is taken.</param>
    /// <param name="draft">Takes it.</param>
    /// <param name="isWifiKnown">Whether the node has a network without another one being sent.</param>
    public SetupService(IPhoneServer phones, SetupWindow window, SetupDraft draft, bool isWifiKnown)
    {
        _phones = phones;
        _window = window;
        _draft = draft;
        _isWifiKnown = isWifiKnown;
        _phones.Show(PhoneCharacteristic.SetupResult, new byte[0]);
    }

    /// <summary>When the rest of a message must have come; a long time where none is coming.</summary>
    public long DueMs
    {
        get { return _message.IsUnfinished ? _newestPieceMs + Limits.MaxSetupPauseMs : long.MaxValue; }
    }

    /// <summary>Takes what a phone has written.</summary>
    public void Write(byte[] piece, long nowMs)
    {
        _newestPieceMs = nowMs;
        if (!_window.IsAuthorized)
        {
            _message.Drop();
            Answer(piece.Length == 0 ? 0 : piece[0], SetupStatus.NotAuthorized, new string[0]);
            return;
        }

        switch (_message.Add(piece))
        {
            case PieceStatus.Unfinished:
                break;

            case PieceStatus.Whole:
                Take();
                _message.Drop();
                break;

            case PieceStatus.Damaged:
                Answer(_message.Kind, SetupStatus.Damaged, new string[0]);
                break;

            case PieceStatus.TooLong:
                Answer(_message.Kind, SetupStatus.TooLong, new string[0]);
                break;

            default:
                throw new InvalidOperationException("The status of a piece is none.");
        }
    }

    /// <summary>Gives up a message whose rest does not come.</summary>
    public void Step(long nowMs)
    {
        if (nowMs >= DueMs)
        {
            _message.Drop();
            Answer(_message.Kind, SetupStatus.Unfinished, new string[0]);
        }
    }

    /// <summary>Forgets what has come so far: the phone has left, or the minute is over.</summary>
    public void Forget()
    {
        _message.Drop();
        _draft.Clear();
    }

    private void Take()
    {
        switch (_message.Kind)
        {
            case (int)SetupKind.Settings:
                Judge(_draft.TakeSettings(_message.ReadContent()));
                break;

            case (int)SetupKind.Keys:
                Judge(_draft.TakeKeys(_message.ReadContent()));
                break;

            case (int)SetupKind.Apply:
                Apply();
                break;

            default:
                Answer(_message.Kind, SetupStatus.UnknownKind, new string[0]);
                break;
        }
    }

    private void Judge(string[] errors)
    {
        Answer(_message.Kind, errors.Length == 0 ? SetupStatus.Accepted : SetupStatus.Refused, errors);
    }

    private void Apply()
    {
        SetupStatus status = _draft.IsEmpty || !_isWifiKnown ? SetupStatus.Incomplete
            : _draft.TryStore(null) ? SetupStatus.Accepted
            : SetupStatus.StorageFailed;
        if (status == SetupStatus.Accepted)
        {
            _window.Finish();
        }

        Answer((int)SetupKind.Apply, status, new string[0]);
    }

    /// <summary>Kind, status, and the faults, one a line, as far as there is room.</summary>
    private void Answer(int kind, SetupStatus status, string[] lines)
    {
        string text = "";
        for (int i = 0; i < lines.Length; i++)
        {
            text += i == 0 ? lines[i] : "\n" + lines[i];
        }

        int room = Limits.MaxGattValueBytes - ResultHeaderBytes;
        byte[] bytes = Ascii.GetBytes(text.Length > room ? text.Substring(0, room) : text);
        byte[] answer = new byte[ResultHeaderBytes + bytes.Length];
        answer[0] = (byte)kind;
        answer[1] = (byte)status;
        Array.Copy(bytes, 0, answer, ResultHeaderBytes, bytes.Length);
        _phones.Show(PhoneCharacteristic.SetupResult, answer);
    }
}
