using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Node.Ports;

/// <summary>What a board offers to its node. Zones and meters are in the order of the settings.</summary>
public sealed class NodePorts
{
    public NodePorts(
        IDigitalInput[] zones,
        IDigitalInput resetKey,
        IPulseInput[] meters,
        ISirenOutput siren,
        IClock clock,
        IStorage storage,
        IMac mac,
        ITelemetryLink link)
    {
        Zones = zones;
        ResetKey = resetKey;
        Meters = meters;
        Siren = siren;
        Clock = clock;
        Storage = storage;
        Mac = mac;
        Link = link;
    }

    public IDigitalInput[] Zones { get; }

    public IDigitalInput ResetKey { get; }

    public IPulseInput[] Meters { get; }

    public ISirenOutput Siren { get; }

    public IClock Clock { get; }

    public IStorage Storage { get; }

    public IMac Mac { get; }

    public ITelemetryLink Link { get; }
}
