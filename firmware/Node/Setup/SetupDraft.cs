using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node.Setup;

/// <summary>What a phone has sent and nothing has stored yet. It is good: it was read as the node will read it when it starts.</summary>
internal sealed class SetupDraft
{
    private readonly ISetupBoard _board;
    private readonly NodeSettings _current;
    private byte[] _settings;
    private byte[] _keys;
    private bool _isAnotherNode;

    /// <param name="board">Where it is stored.</param>
    /// <param name="current">The settings the node has; null where it has none.</param>
    public SetupDraft(ISetupBoard board, NodeSettings current)
    {
        _board = board;
        _current = current;
    }

    public bool IsEmpty
    {
        get { return _settings == null && _keys == null; }
    }

    /// <summary>Takes settings, in place of those that were sent before.</summary>
    /// <returns>What is wrong with them; empty where they were taken.</returns>
    public string[] TakeSettings(byte[] text)
    {
        string[] errors;
        NodeSettings settings = _board.Reader.ReadSettings(text, out errors);
        if (settings != null)
        {
            _settings = text;
            _isAnotherNode = _current != null && _current.Node.Value != settings.Node.Value;
        }

        return errors;
    }

    /// <summary>Takes keys, in place of those that were sent before.</summary>
    /// <returns>What is wrong with them; empty where they were taken.</returns>
    public string[] TakeKeys(byte[] text)
    {
        string[] errors;
        if (_board.Reader.ReadKeys(text, out errors) != null)
        {
            _keys = text;
        }

        return errors;
    }

    /// <summary>Stores all of it, to be put in place at the next start.</summary>
    /// <param name="wifi">The network that was joined; null where it stays.</param>
    /// <returns>False where the flash did not take it: then nothing of it counts.</returns>
    public bool TryStore(WifiCredentials wifi)
    {
        return new PendingSetup(_board.Storage).Save(_settings, _keys, wifi, _isAnotherNode);
    }

    public void Clear()
    {
        _settings = null;
        _keys = null;
        _isAnotherNode = false;
    }
}
