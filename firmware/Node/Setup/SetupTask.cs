using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Core.Safety;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node.Setup;

/// <summary>
/// Lets a phone set the node up. A fresh node waits for one as soon as it has power, and takes what it sends within a minute of a
/// press of the button. A node that is set up goes on with its work and does so only when the button was held for five seconds,
/// for that minute. Each <see cref="Step"/> takes the time; nothing in here waits.
/// </summary>
public sealed class SetupTask
{
    private const int HoldMs = 5000;

    // Time for the phone to hear that all went well.
    private const int FarewellMs = 2000;

    // Wi-Fi has no event of its own.
    private const int PollMs = 100;

    private readonly ISetupBoard _board;
    private readonly NodeSettings _current;
    private readonly bool _isAtWork;
    private readonly SetupButton _button;
    private readonly RhythmPlayer _player = new RhythmPlayer();
    private readonly RhythmOutput _lamp;
    private readonly WifiCredentials _network;
    private readonly WifiKeeper _wifi;
    private SetupSession _session;
    private bool _isHoldUsed;
    private long _storedAtMs = long.MaxValue;

    /// <param name="board">The board's parts.</param>
    /// <param name="current">The settings the node has; null where it has none.</param>
    /// <param name="isAtWork">Whether it runs with them; else it is fresh, and waits.</param>
    public SetupTask(ISetupBoard board, NodeSettings current, bool isAtWork)
    {
        _board = board;
        _current = current;
        _isAtWork = isAtWork;
        _button = new SetupButton(board.OpenInput(SetupPins.Button));
        _lamp = new RhythmOutput(_player, board.OpenOutput(SetupPins.Lamp));
        _network = WifiStore.Load(board.Storage);
        _wifi = new WifiKeeper(board.Wifi, _network);
        _session = isAtWork ? null : new SetupSession(board, current, _network);
    }

    /// <summary>Whether something new is stored, the radio is no server any more, and the board must start anew.</summary>
    public bool IsDone { get; private set; }

    /// <summary>One turn.</summary>
    /// <param name="nowMs">Monotonic milliseconds since boot; never earlier than at the previous call.</param>
    /// <returns>When the next turn is due at the latest, in the same milliseconds.</returns>
    public long Step(long nowMs)
    {
        LookAtButton(nowMs);
        if (_session != null)
        {
            _session.Step(nowMs);
            CloseWhenOver(nowMs);
        }

        _player.Play(RhythmAt(nowMs), nowMs);
        _lamp.Write(nowMs);
        long dueMs = Moments.Earlier(_button.DueMs, _lamp.DueMs(nowMs));
        if (_session == null || _session.State == ImprovState.AuthorizationRequired)
        {
            _wifi.Step(nowMs);
            dueMs = Moments.Earlier(dueMs, _wifi.DueMs);
        }

        if (_session != null)
        {
            return Moments.Earlier(dueMs, Moments.Earlier(_session.DueMs, nowMs + PollMs));
        }

        return _button.IsPressed && !_isHoldUsed ? Moments.Earlier(dueMs, _button.SinceMs + HoldMs) : dueMs;
    }

    private void LookAtButton(long nowMs)
    {
        bool wasPressed = _button.Look(nowMs);
        _isHoldUsed = _isHoldUsed && _button.IsPressed;
        if (_session == null && _button.IsPressed && !_isHoldUsed && nowMs - _button.SinceMs >= HoldMs && !IsDone)
        {
            _isHoldUsed = true;
            _session = new SetupSession(_board, _current, _network);
            _session.Authorize(nowMs);
        }
        else if (_session != null && wasPressed)
        {
            _isHoldUsed = true;
            _session.Authorize(nowMs);
        }
    }

    private void CloseWhenOver(long nowMs)
    {
        if (_session.State == ImprovState.Provisioned)
        {
            _storedAtMs = _storedAtMs == long.MaxValue ? nowMs : _storedAtMs;
            IsDone = nowMs - _storedAtMs >= FarewellMs;
        }

        bool isUnused = _isAtWork && _session.State == ImprovState.AuthorizationRequired;
        if (IsDone || isUnused)
        {
            _session.Close();
            _session = null;
        }
    }

    private Rhythm RhythmAt(long nowMs)
    {
        if (_session == null)
        {
            return Rhythm.Off;
        }

        if (_session.IsIdentifying(nowMs))
        {
            return Rhythm.Flicker;
        }

        return _session.State == ImprovState.AuthorizationRequired ? Rhythm.Steady
            : _session.State == ImprovState.Authorized ? Rhythm.Urgent
            : Rhythm.On;
    }
}
