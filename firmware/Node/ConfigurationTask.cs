using System.Collections;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node;

/// <summary>
/// Updates of the configuration: judges what the supervisor sent, puts what is good on trial, and watches the trial of what this boot
/// runs with. Each ends in a record. What is on trial takes effect with a restart of the node.
/// </summary>
internal sealed class ConfigurationTask
{
    private readonly NodeSettings _settings;
    private readonly NodeStore _store;
    private readonly int[] _pinOfChannel;
    private readonly ConfigurationIntake _intake;
    private readonly IClock _clock;
    private readonly Recorder _recorder;
    private readonly long _headBefore;
    private string[] _fileErrors = new string[0];
    private bool _isRestartOwed;

    /// <param name="settings">The settings that this boot runs with.</param>
    /// <param name="key">The key with which the supervisor signs.</param>
    /// <param name="store">Where the configuration is kept.</param>
    /// <param name="board">The board, for its ADC channels.</param>
    /// <param name="clock">The time of day.</param>
    /// <param name="recorder">Takes the records.</param>
    public ConfigurationTask(
        NodeSettings settings, NodeKey key, NodeStore store, IBoard board, IClock clock, Recorder recorder)
    {
        _settings = settings;
        _store = store;
        _pinOfChannel = board.PinOfChannel;
        _intake = new ConfigurationIntake(settings.Node, key);
        _clock = clock;
        _recorder = recorder;
        _headBefore = recorder.LastSequence;
    }

    /// <summary>Whether a restart is due, as soon as nothing speaks against it.</summary>
    public bool IsRestartOwed
    {
        get { return _isRestartOwed; }
    }

    /// <summary>When the next step must come even if nothing happens.</summary>
    public long DueMs(long nowMs)
    {
        return _intake.IsBusy ? nowMs : _store.IsOnTrial && nowMs < Limits.MaxTrialMs ? Limits.MaxTrialMs : long.MaxValue;
    }

    /// <summary>Has the first step record what is wrong with the files that a person brought.</summary>
    public void ReportFiles(string[] errors)
    {
        _fileErrors = errors;
    }

    /// <summary>Takes a message, if it is a part of an update for this node.</summary>
    /// <returns>Whether the supervisor signed it.</returns>
    public bool Take(byte[] message)
    {
        return _intake.Take(message, _store.UpdateId);
    }

    /// <summary>Writes which configuration this boot runs with into a boot record's <c>data</c>.</summary>
    public void Announce(CanonicalWriter data)
    {
        data.Name("config").BeginObject();
        if (_store.Hash != null)
        {
            data.Name("hash").Bytes(_store.Hash, 0, _store.Hash.Length);
        }

        if (_store.IsOnTrial)
        {
            data.Name("trial").Boolean(true);
        }

        data.Name("version").Integer(_settings.Version).EndObject();
    }

    /// <summary>Records what happened to the configuration before this boot.</summary>
    public void RecordStart(long nowMs)
    {
        if (_store.GivenUpVersion > 0)
        {
            CanonicalWriter data = _recorder.Begin(RecordKind.Config);
            data.Name("result").Text("given_up").Name("version").Integer(_store.GivenUpVersion);
            _recorder.Commit(nowMs);
            _recorder.Store();
            _store.ForgetGivenUp();
        }

        if (_fileErrors.Length > 0)
        {
            CanonicalWriter data = _recorder.Begin(RecordKind.Config);
            WriteErrors(data, _fileErrors);
            data.Name("result").Text("refused").Name("using").Text("last_good");
            _recorder.Commit(nowMs);
        }
    }

    /// <summary>Goes on with an update and with a trial.</summary>
    /// <param name="confirmed">Highest number of a record that the supervisor has acknowledged.</param>
    /// <param name="nowMs">The time of the step.</param>
    public void Step(long confirmed, long nowMs)
    {
        if (_isRestartOwed)
        {
            return;
        }

        if (_intake.Step())
        {
            Judge(nowMs);
            _intake.Forget();
        }
        else if (_store.IsOnTrial)
        {
            WatchTrial(confirmed, nowMs);
        }
    }

    private void Judge(long nowMs)
    {
        string[] errors;
        byte[] text = _intake.GetText();
        NodeSettings settings = Read(text, out errors);
        if (settings != null && !_store.BeginTrial(text, _intake.Hash, settings.Version, _intake.Id))
        {
            settings = null;
            errors = new string[] { "settings could not be stored on the flash drive" };
        }

        CanonicalWriter data = _recorder.Begin(RecordKind.Config);
        if (settings == null)
        {
            _store.NoteUpdate(_intake.Id);
            WriteErrors(data, errors);
            data.Name("id").Integer(_intake.Id).Name("result").Text("refused");
        }
        else
        {
            _isRestartOwed = true;
            data.Name("hash").Bytes(_intake.Hash, 0, _intake.Hash.Length);
            data.Name("id").Integer(_intake.Id).Name("result").Text("accepted").Name("version").Integer(settings.Version);
        }

        data.Name("who").Text(_intake.By);
        _recorder.Commit(nowMs);
    }

    private NodeSettings Read(byte[] text, out string[] errors)
    {
        string obstacle = FindObstacle();
        Hashtable tree = obstacle == null ? CanonicalTree.Read(text) : null;
        if (tree == null)
        {
            errors = new string[]
            {
                obstacle == null ? SettingsErrors.NoObject("settings", Limits.MaxSettingsBytes) : obstacle,
            };
            return null;
        }

        NodeSettingsReader reader = new NodeSettingsReader(tree, _pinOfChannel);
        NodeSettings settings = reader.ReadUpdate(_settings);
        errors = reader.Errors;
        return NodeSettingsReader.RequireAuthority(settings, _store.ReadAuthority() != null, ref errors);
    }

    /// <summary>What keeps any update from being taken now, or null.</summary>
    private string FindObstacle()
    {
        ClockReading now = _clock.Read();
        return now.Quality == ClockQuality.None ? "expires cannot be judged, as the time is not known"
            : now.UnixMs > _intake.ExpiresUnixMs ? "expires is past"
            : _store.IsOnTrial ? "version must wait until " + _settings.Version.ToString() + " has been acknowledged"
            : null;
    }

    /// <summary>An acknowledgement of a record that was made in this boot is proof that this configuration reaches the supervisor.</summary>
    private void WatchTrial(long confirmed, long nowMs)
    {
        if (confirmed > _headBefore)
        {
            if (_store.Confirm())
            {
                CanonicalWriter data = _recorder.Begin(RecordKind.Config);
                data.Name("hash").Bytes(_store.Hash, 0, _store.Hash.Length);
                data.Name("result").Text("confirmed").Name("version").Integer(_settings.Version);
                _recorder.Commit(nowMs);
            }
        }
        else if (nowMs >= Limits.MaxTrialMs)
        {
            _isRestartOwed = _store.GiveUp();
        }
    }

    private static void WriteErrors(CanonicalWriter data, string[] errors)
    {
        data.Name("errors").BeginArray();
        for (int i = 0; i < errors.Length; i++)
        {
            data.Text(errors[i]);
        }

        data.EndArray();
    }
}
