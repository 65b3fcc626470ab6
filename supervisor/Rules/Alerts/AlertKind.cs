namespace Wugang.Supervisor.Rules.Alerts;

/// <summary>What an alert is about. Stored and shown by its name in snake_case.</summary>
public enum AlertKind
{
    /// <summary>A zone raised an alarm (S3). Subject: the zone.</summary>
    Alarm = 1,

    /// <summary>A cover was opened or a tamper line was touched (S3). Subject: the zone.</summary>
    Tamper = 2,

    /// <summary>A node is not protected (P1). Subject: the reason.</summary>
    NotProtected = 3,

    /// <summary>There has been no verified evidence of a node for too long (P1, S8).</summary>
    UnknownTooLong = 4,

    /// <summary>Something of the node itself failed, such as its mains. Subject: the word of the wire.</summary>
    NodeFault = 5,

    /// <summary>A meter says what is not plausible (P6). Subject: the meter.</summary>
    MeterAnomaly = 6,

    /// <summary>What a node said before came again as if it were of now. Subject: the reason of the rejection.</summary>
    Replay = 7,

    /// <summary>Something in a node's name that it did not sign. Subject: the reason of the rejection.</summary>
    Forgery = 8,

    /// <summary>Records that the node signed do not join those that are stored. Subject: the reason of the rejection.</summary>
    ChainBreak = 9,

    /// <summary>Any other message in a node's name that could not be believed. Subject: the reason of the rejection.</summary>
    BadMessage = 10,
}
