namespace Wugang.Firmware.Core.Records;

/// <summary>The MQTT topics of one node (wire format, "Topics").</summary>
public sealed class Topics
{
    public Topics(NodeId node)
    {
        string root = "safety/v1/" + node.Township + "/" + node.Facility + "/" + node.Node + "/";
        Journal = root + "journal";
        State = root + "state";
        Online = root + "online";
        Acknowledgement = root + "ack";
        Command = root + "cmd";
    }

    /// <summary>Journal records in order of <c>seq</c>; not retained.</summary>
    public string Journal { get; }

    /// <summary>Newest heartbeat; retained.</summary>
    public string State { get; }

    /// <summary>Birth and will; retained.</summary>
    public string Online { get; }

    /// <summary>From the supervisor: highest <c>seq</c> stored; retained.</summary>
    public string Acknowledgement { get; }

    /// <summary>From the supervisor: signed commands; not retained.</summary>
    public string Command { get; }
}
