using System.Collections;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A broker connection that records what is published and does as the test says.</summary>
internal sealed class FakeLink : ITelemetryLink
{
    private readonly ArrayList _topics = new ArrayList();
    private readonly ArrayList _payloads = new ArrayList();
    private readonly ArrayList _acknowledgements = new ArrayList();
    private readonly MessageRing _commands = new MessageRing();
    private readonly EffectLog _log;

    public FakeLink(EffectLog log)
    {
        _log = log;
    }

    public LinkState State { get; set; } = LinkState.Down;

    /// <summary>What a call of Connect leads to at once.</summary>
    public LinkState StateAfterConnect { get; set; } = LinkState.Up;

    /// <summary>Whether the client has too many messages unanswered.</summary>
    public bool IsBusy { get; set; }

    /// <summary>The newest will.</summary>
    public byte[] Will { get; private set; }

    /// <summary>What it was told of the time when it was to connect.</summary>
    public long EarliestUnixMs { get; private set; }

    public int ConnectCount { get; private set; }

    public void Connect(byte[] will, long earliestUnixMs)
    {
        Will = will;
        EarliestUnixMs = earliestUnixMs;
        ConnectCount++;
        State = StateAfterConnect;
        _log.Add("connect");
    }

    public bool Publish(string topic, byte[] payload, int offset, int count, bool isRetained)
    {
        if (State != LinkState.Up || IsBusy)
        {
            return false;
        }

        string text = Bytes.ToText(Bytes.Slice(payload, offset, count));
        _topics.Add(topic + (isRetained ? " retained" : ""));
        _payloads.Add(text);
        _log.Add("published " + topic);
        return true;
    }

    public byte[] TakeAcknowledgement()
    {
        if (_acknowledgements.Count == 0)
        {
            return null;
        }

        byte[] message = (byte[])_acknowledgements[0];
        _acknowledgements.RemoveAt(0);
        return message;
    }

    public byte[] TakeCommand()
    {
        return _commands.Take();
    }

    public void ReceiveCommand(byte[] command)
    {
        _commands.Add(command);
    }

    public void Receive(byte[] acknowledgement)
    {
        _acknowledgements.Add(acknowledgement);
    }

    /// <summary>Payloads published on topics that end like this (and " retained" where they are), oldest first.</summary>
    public string[] On(string ending)
    {
        ArrayList found = new ArrayList();
        for (int i = 0; i < _topics.Count; i++)
        {
            string topic = (string)_topics[i];
            if (topic.Length >= ending.Length && topic.Substring(topic.Length - ending.Length) == ending)
            {
                found.Add(_payloads[i]);
            }
        }

        return (string[])found.ToArray(typeof(string));
    }

    public void Clear()
    {
        _topics.Clear();
        _payloads.Clear();
    }
}
