using System;
#pragma warning disable IDE0005 // The chip's Debug is there; the desktop's is the virtual board's (Desktop/ChipParts.cs).
using System.Diagnostics;
#pragma warning restore IDE0005
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Esp32;

/// <summary>
/// The connection to the broker over M2Mqtt. That client blocks while it connects, never connects again by itself and
/// queues without limit, so each attempt gets a client and a thread of its own, and publishes are counted here. Over TLS the chip judges
/// certificates by its own clock, which is raised before to where no true time is earlier.
/// </summary>
internal sealed class MqttLink : ITelemetryLink
{
    private const ushort KeepAliveS = 30;
    private const int SubscribeTimeoutMs = 10000;

    // M2Mqtt tries a publish three times, a second apart; after this it has forgotten it, whether it said so or not.
    private const int AnswerTimeoutMs = 10000;

    private readonly NodeSettings _settings;
    private readonly NodeKeys _keys;
    private readonly X509Certificate _authority;
    private readonly SystemClock _systemClock;
    private readonly HandshakeGuard _guard;
    private readonly Topics _topics;
    private readonly MonotonicClock _clock;
    private readonly AutoResetEvent _wake;
    private readonly ManualResetEvent _subscribed = new ManualResetEvent(false);
    private readonly MessageRing _commands = new MessageRing();
    private readonly object _lock = new object();
    private MqttClient _client;
    private LinkState _state = LinkState.Down;
    private byte[] _will;
    private long _earliestUnixMs;
    private string _toldOf = "";
    private byte[] _acknowledgement;
    private int _unanswered;
    private long _lastPublishMs;

    public MqttLink(
        NodeSettings settings,
        NodeKeys keys,
        byte[] authority,
        SystemClock systemClock,
        HandshakeGuard guard,
        MonotonicClock clock,
        AutoResetEvent wake)
    {
        _settings = settings;
        _keys = keys;
        _authority = authority == null ? null : AuthorityText.Parse(authority);
        _systemClock = systemClock;
        _guard = guard;
        _clock = clock;
        _topics = new Topics(settings.Node);
        _wake = wake;
    }

    public LinkState State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    public void Connect(byte[] will, long earliestUnixMs)
    {
        bool isTooSoon = _settings.IsBrokerTls && _clock.NowMs < _guard.WaitMs;
        lock (_lock)
        {
            if (_state != LinkState.Down || isTooSoon)
            {
                return;
            }

            _state = LinkState.Connecting;
            _will = will;
            _earliestUnixMs = earliestUnixMs;
        }

        if (_settings.IsBrokerTls)
        {
            _guard.Begin();
        }

        new Thread(Open).Start();
    }

    public bool Publish(string topic, byte[] payload, int offset, int count, bool isRetained)
    {
        MqttClient client;
        lock (_lock)
        {
            long nowMs = _clock.NowMs;
            if (nowMs - _lastPublishMs > AnswerTimeoutMs)
            {
                _unanswered = 0;
            }

            if (_state != LinkState.Up || _unanswered == Limits.MaxUnansweredPublishes)
            {
                return false;
            }

            _unanswered++;
            _lastPublishMs = nowMs;
            client = _client;
        }

        byte[] message = new byte[count];
        Array.Copy(payload, offset, message, 0, count);
        client.Publish(topic, message, null, null, MqttQoSLevel.AtLeastOnce, isRetained);
        return true;
    }

    public byte[] TakeAcknowledgement()
    {
        lock (_lock)
        {
            byte[] acknowledgement = _acknowledgement;
            _acknowledgement = null;
            return acknowledgement;
        }
    }

    public byte[] TakeCommand()
    {
        return _commands.Take();
    }

    private void Open()
    {
        bool isOpen = false;
        try
        {
            MqttClient client = NewClient();
            client.MqttMsgPublishReceived += OnReceived;
            client.MqttMsgPublished += OnPublished;
            client.MqttMsgSubscribed += OnSubscribed;
            client.ConnectionClosed += OnClosed;
            Replace(client);
            isOpen = TrySignIn(client);
        }
        catch (Exception e)
        {
            // Whatever kept the client from connecting, the answer is the same: closed, told to who looks, and tried again later.
            isOpen = false;
            Tell(e.InnerException == null ? e.Message : e.Message + ": " + e.InnerException.Message);
        }

        _guard.End();
        if (!isOpen)
        {
            Replace(null);
        }

        lock (_lock)
        {
            // A client that closed while it opened counts as closed.
            _state = isOpen && _client.IsConnected ? LinkState.Up : LinkState.Down;
        }

        _wake.Set();
    }

    private MqttClient NewClient()
    {
        if (!_settings.IsBrokerTls)
        {
            return new MqttClient(_settings.BrokerHost, _settings.BrokerPort, false, null, null, MqttSslProtocols.None);
        }

        if (_authority == null)
        {
            throw new InvalidOperationException(SettingsErrors.NoAuthority);
        }

        _systemClock.Raise(_earliestUnixMs);
        return new MqttClient(_settings.BrokerHost, _settings.BrokerPort, true, _authority, null, MqttSslProtocols.TLSv1_2);
    }

    /// <summary>Says on the debug output why there is no connection, once for each reason.</summary>
    private void Tell(string reason)
    {
        if (reason == _toldOf)
        {
            return;
        }

        _toldOf = reason;
        string clock = _settings.IsBrokerTls ? " over TLS, with the chip's clock at " + _systemClock.ToString() : "";
        Debug.WriteLine(
            "No connection to the broker " + _settings.BrokerHost + ":" + _settings.BrokerPort.ToString() + clock + ". " + reason);
    }

    private bool TrySignIn(MqttClient client)
    {
        string name = _settings.Node.Value;
        string will = Ascii.GetString(_will, 0, _will.Length);
        MqttReasonCode answer = client.Connect(
            name,
            name,
            _keys.BrokerPassword,
            true,
            MqttQoSLevel.AtLeastOnce,
            true,
            _topics.Online,
            will,
            true,
            KeepAliveS);
        if (answer != MqttReasonCode.Success)
        {
            Tell("It answered the sign-in with code " + ((int)answer).ToString() + ": look at the account and its password.");
            return false;
        }

        _toldOf = "";

        // The client gives up a subscription in silence: without it no acknowledgement would ever come.
        _subscribed.Reset();
        client.Subscribe(
            new string[] { _topics.Acknowledgement, _topics.Command },
            new MqttQoSLevel[] { MqttQoSLevel.AtLeastOnce, MqttQoSLevel.AtLeastOnce });
        return _subscribed.WaitOne(SubscribeTimeoutMs, false);
    }

    /// <summary>Makes this the client whose events count, and lets the one before it go.</summary>
    private void Replace(MqttClient client)
    {
        MqttClient before;
        lock (_lock)
        {
            before = _client;
            _client = client;
            _unanswered = 0;
        }

        if (before != null)
        {
            before.Dispose();
        }
    }

    private void OnSubscribed(object sender, MqttMsgSubscribedEventArgs e)
    {
        _subscribed.Set();
    }

    private void OnClosed(object sender, EventArgs e)
    {
        lock (_lock)
        {
            if (sender == _client && _state == LinkState.Up)
            {
                _state = LinkState.Down;
            }
        }

        _wake.Set();
    }

    private void OnPublished(object sender, MqttMsgPublishedEventArgs e)
    {
        lock (_lock)
        {
            if (sender == _client && _unanswered > 0)
            {
                _unanswered--;
            }
        }
    }

    private void OnReceived(object sender, MqttMsgPublishEventArgs e)
    {
        if (e.Message.Length > Limits.MaxRecordBytes)
        {
            return;
        }

        if (e.Topic == _topics.Acknowledgement)
        {
            lock (_lock)
            {
                // Only the newest counts: it covers all before it.
                _acknowledgement = e.Message;
            }
        }
        else if (e.Topic == _topics.Command)
        {
            _commands.Add(e.Message);
        }

        _wake.Set();
    }
}
