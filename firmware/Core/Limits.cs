namespace Wugang.Firmware.Core;

/// <summary>Every maximum of the node in one place: nothing in the firmware grows without one of these.</summary>
public static class Limits
{
    /// <summary>Longest signed record, in bytes; also the longest message either side accepts.</summary>
    public const int MaxRecordBytes = 2048;

    /// <summary>Longest base64url protected header of a signature, in bytes.</summary>
    public const int MaxHeaderBytes = 128;

    /// <summary>Longest configuration of a node, in bytes.</summary>
    public const int MaxSettingsBytes = 6144;

    /// <summary>Bytes of a configuration in one message; with all else of the message they stay below <see cref="MaxRecordBytes"/>.</summary>
    public const int MaxConfigurationPartBytes = 1024;

    /// <summary>Messages that bring one configuration.</summary>
    public const int MaxConfigurationParts = MaxSettingsBytes / MaxConfigurationPartBytes;

    /// <summary>Bytes of a received configuration that one step hashes, so that it delays no alarm.</summary>
    public const int MaxHashedBytesPerStep = 128;

    /// <summary>Time that a new configuration has to reach the supervisor, in milliseconds: ten minutes.</summary>
    public const int MaxTrialMs = 600000;

    /// <summary>Starts that a new configuration has to reach the supervisor.</summary>
    public const int MaxTrialStarts = 3;

    /// <summary>Longest keys of a node with all their passwords, in bytes.</summary>
    public const int MaxKeysBytes = 2048;

    /// <summary>Longest certificate of the authority that vouches for the broker, in bytes of PEM: one with an RSA key of 4096 bits fits.</summary>
    public const int MaxAuthorityBytes = 4096;

    /// <summary>Longest host name, password or other free text in the settings, in characters.</summary>
    public const int MaxTextCharacters = 128;

    /// <summary>Longest name of a key, in characters.</summary>
    public const int MaxKeyIdCharacters = 32;

    /// <summary>Most faults of the settings that a node keeps and reports; of the rest it says how many they are.</summary>
    public const int MaxSettingsErrors = 8;

    /// <summary>Longest description of one fault of the settings, in characters, so that all fit into one record.</summary>
    public const int MaxSettingsErrorCharacters = 128;

    /// <summary>Highest GPIO number of any ESP32.</summary>
    public const int MaxPin = 48;

    /// <summary>Highest ADC channel that any ESP32 can read while its radio is on: those of its first converter.</summary>
    public const int MaxChannel = 9;

    /// <summary>Highest number of a UART of any ESP32, counted from 1.</summary>
    public const int MaxSerialPort = 3;

    /// <summary>Most serial lines with meters of one node; the third UART is the console's.</summary>
    public const int MaxSerialLines = 2;

    /// <summary>Largest resistor of a supervised loop, in ohms: above it, leakage and noise decide the reading.</summary>
    public const int MaxLoopOhm = 1000000;

    /// <summary>Largest tolerance of a loop's resistance, in per cent.</summary>
    public const int MaxLoopTolerancePercent = 30;

    /// <summary>Highest battery voltage that can be watched, in millivolts.</summary>
    public const int MaxBatteryMv = 60000;

    /// <summary>Deepest nesting of objects and arrays in a record.</summary>
    public const int MaxDepth = 6;

    /// <summary>Largest integer on the wire, 2^53 − 1, so that every JSON reader keeps it exact (RFC 8785, 3.2.2.3).</summary>
    public const long MaxWireInteger = 9007199254740991;

    /// <summary>Longest name of a zone or meter, in characters.</summary>
    public const int MaxNameCharacters = 24;

    /// <summary>Most zones of one node.</summary>
    public const int MaxZones = 16;

    /// <summary>Most radio sensors of one node.</summary>
    public const int MaxSensors = 16;

    /// <summary>Largest reading of an analog input, at the full supply of the loops: 12 bits.</summary>
    public const int AnalogFullScale = 4095;

    /// <summary>
    /// Largest bound on the error of a time of day, in milliseconds: a day, which a clock of its own reaches in 27 years. Beyond
    /// it the time is not known.
    /// </summary>
    public const long MaxClockErrorMs = 86400000;

    /// <summary>Shortest time between two heartbeats, in seconds.</summary>
    public const int MinHeartbeatIntervalS = 5;

    /// <summary>Longest time between two heartbeats, in seconds.</summary>
    public const int MaxHeartbeatIntervalS = 300;

    /// <summary>Longest meter interval, in seconds: an hour.</summary>
    public const int MaxMeterIntervalS = 3600;

    /// <summary>Longest entry delay and longest exit delay, in seconds.</summary>
    public const int MaxEntryDelayS = 120;

    /// <summary>Longest time that the siren sounds for one alarm, in seconds: an hour.</summary>
    public const int MaxSirenS = 3600;

    /// <summary>Longest time that a door may stand open by day, in seconds: an hour.</summary>
    public const int MaxHeldOpenS = 3600;

    /// <summary>Longest time that a fault may last before it is an alarm, in seconds.</summary>
    public const int MaxFaultDelayS = 300;

    /// <summary>Longest time out of <c>full</c> outside the opening hours before it is set again, in minutes.</summary>
    public const int MaxStayOpenMin = 720;

    /// <summary>Longest bypass of a zone, in seconds: a day.</summary>
    public const int MaxBypassS = 86400;

    /// <summary>Longest time in the protection state <c>test</c>, in seconds: half an hour.</summary>
    public const int MaxTestS = 1800;

    /// <summary>Most stretches of opening hours in the schedule of one node.</summary>
    public const int MaxOpeningHours = 14;

    /// <summary>Most days in the list of holidays.</summary>
    public const int MaxHolidays = 64;

    /// <summary>Most meters of one node; an ESP32-S3 has four pulse counter units.</summary>
    public const int MaxMeters = 4;

    /// <summary>Meter intervals that one record tells of: six hours of quarters.</summary>
    public const int MaxBatchedIntervals = 24;

    /// <summary>Longest debounce time, in milliseconds; more would make an alarm late.</summary>
    public const int MaxDebounceMs = 500;

    /// <summary>Edges an input keeps between two steps; a bouncing contact makes a few dozen.</summary>
    public const int MaxPendingEdges = 64;

    /// <summary>Events of zones, protection and acts between two recordings; what has no room waits for the next step.</summary>
    public const int MaxPendingEvents = 24;

    /// <summary>Most events that one change of a zone, one act or one time that ran out leads to.</summary>
    public const int MaxEventsOfOneChange = 4;

    /// <summary>Zones that a heartbeat names as reasons; the records name them all.</summary>
    public const int MaxHeartbeatReasons = 4;

    /// <summary>Size of one journal segment, in bytes: a block of the flash.</summary>
    public const int SegmentBytes = 4096;

    /// <summary>Segments the journal may hold: 128 kB on a 4 MB board.</summary>
    public const int MaxSegments = 32;

    /// <summary>Segments that only alarms and losses may use.</summary>
    public const int ReservedSegments = 3;

    /// <summary>
    /// How many of these are for losses alone. A loss is shorter than the record behind its gap, which is confirmed by it: so many hold
    /// all that are needed before the first segment is given back.
    /// </summary>
    public const int LossSegments = 2;

    /// <summary>Most bytes of records that are appended and not yet stored: what one write takes.</summary>
    public const int MaxStagedBytes = 3072;

    /// <summary>Numbers of records that are reserved at a time, and passed over at most where damage may hide the newest record.</summary>
    public const int ReservedNumbers = 64;

    /// <summary>Journal records sent and not yet confirmed by the supervisor.</summary>
    public const int MaxUnconfirmedInFlight = 16;

    /// <summary>Publishes handed to the MQTT client and not yet answered by the broker.</summary>
    public const int MaxUnansweredPublishes = 32;

    /// <summary>Received messages that wait for the next step.</summary>
    public const int MaxPendingMessages = 8;

    /// <summary>Longest answer to an RPC of Improv, in bytes: what a notification to an iPhone carries, whose packets are the shortest.</summary>
    public const int MaxImprovResultBytes = 182;

    /// <summary>Longest value of a Bluetooth characteristic, in bytes (Bluetooth Core Specification, volume 3, part F, 3.2.9).</summary>
    public const int MaxGattValueBytes = 512;

    /// <summary>How long the setup button authorizes a phone, in milliseconds.</summary>
    public const int MaxSetupWindowMs = 60000;

    /// <summary>Longest pause between two pieces of what a phone sends, in milliseconds.</summary>
    public const int MaxSetupPauseMs = 5000;

    /// <summary>Longest time to join a Wi-Fi network that a phone has sent, in milliseconds.</summary>
    public const int MaxWifiJoinMs = 30000;

    /// <summary>What a phone did and no step has seen yet; a phone writes again what has no room.</summary>
    public const int MaxPendingPhoneEvents = 8;

    /// <summary>Longest frame on a serial line, in bytes: that of Modbus RTU; those of meters are shorter.</summary>
    public const int MaxSerialFrameBytes = 256;

    /// <summary>Bytes taken from a serial line in one step, so that a chattering line delays no alarm.</summary>
    public const int MaxSerialBytesPerStep = 64;

    /// <summary>Times a meter is asked before its silence counts.</summary>
    public const int MaxMeterAttempts = 3;

    /// <summary>Longest time without a word of a sensor before it is silent, in seconds: two hours.</summary>
    public const int MaxSilentAfterS = 7200;

    /// <summary>Longest service data of a Bluetooth LE advertisement of the usual kind, in bytes: all 31 less the header of the field.</summary>
    public const int MaxAdvertisementBytes = 27;

    /// <summary>Advertisements of one sensor that wait for the next step.</summary>
    public const int MaxPendingAdvertisements = 4;

    /// <summary>Advertisements that are looked at in one step, so that a flood of forged ones delays no alarm.</summary>
    public const int MaxAdvertisementsPerStep = 8;

    /// <summary>Bytes of one quantity of DL/T 645 over all its frames: the total and 63 tariffs.</summary>
    public const int MaxDlt645ValueBytes = 256;

    /// <summary>Frames in which a meter may send one quantity of DL/T 645.</summary>
    public const int MaxDlt645Frames = 16;
}
