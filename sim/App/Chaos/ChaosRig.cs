using Wugang.Firmware.Core.Records;
using Wugang.Sim.App.Brokers;
using Wugang.Sim.Broker;

namespace Wugang.Sim.App.Chaos;

/// <summary>
/// The kindergarten of the demonstration in real time, in a folder of its own that goes with it: virtual boards with the
/// ESP32's own adapters and threads, a broker and a supervisor that can be killed.
/// </summary>
internal sealed class ChaosRig : IAsyncDisposable
{
    private readonly DataFolder _data;
    private int _crashCount;

    private ChaosRig(DataFolder data, IMortalBroker broker, SupervisorProcess supervisor, IReadOnlyList<ChaosNode> nodes)
    {
        _data = data;
        Broker = broker;
        Supervisor = supervisor;
        Nodes = nodes;
        Site = new Site([.. nodes.Select(node => node.Board)]);
        foreach (ChaosNode node in nodes)
        {
            node.Board.Crashed += _ => Interlocked.Increment(ref _crashCount);
        }
    }

    public IMortalBroker Broker { get; }

    public SupervisorProcess Supervisor { get; }

    public IReadOnlyList<ChaosNode> Nodes { get; }

    /// <summary>The building, in which people act.</summary>
    public Site Site { get; }

    /// <summary>How often firmware has stopped on an exception.</summary>
    public int CrashCount => Volatile.Read(ref _crashCount);

    /// <summary>Starts everything and gives the boards power.</summary>
    /// <param name="isEmbedded">Whether to use the embedded broker even where mosquitto is installed.</param>
    /// <exception cref="InvalidOperationException">The broker or the supervisor does not start.</exception>
    public static async Task<ChaosRig> StartAsync(bool isEmbedded)
    {
        ChaosRig rig = Build(isEmbedded, DataFolder.Open(Directory.CreateTempSubdirectory("chaos-").FullName), LoopbackPort.FindFree());
        try
        {
            await rig.Broker.StartAsync();
            await rig.Supervisor.StartAsync();
            foreach (ChaosNode node in rig.Nodes)
            {
                node.Board.PowerOn();
            }

            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another program's look into the ledger.</summary>
    public LedgerReader OpenLedger()
    {
        return new LedgerReader(_data.Root);
    }

    public async ValueTask DisposeAsync()
    {
        Site.Dispose();
        await Supervisor.DisposeAsync();
        await Broker.DisposeAsync();
        _data.Dispose();
        Directory.Delete(_data.Root, recursive: true);
    }

    private static ChaosRig Build(bool isEmbedded, DataFolder data, int port)
    {
        NodeId[] ids = [.. Kindergarten.Nodes.Select(node => node.Id)];
        IReadOnlyDictionary<string, StoredKey> keys = data.OpenKeys(ids.Select(id => id.Value));
        IReadOnlyDictionary<string, string> passwords = data.OpenAccounts(Accounts.UsersFor(ids));
        BrokerAccount[] accounts = [.. Accounts.Make(ids, passwords)];
        string brokerFolder = Directory.CreateDirectory(Path.Combine(data.Root, "broker")).FullName;
        IMortalBroker? mosquitto = isEmbedded ? null : MosquittoBroker.Find(brokerFolder, port, accounts);
        SupervisorOrder order = new(data.Root, port, passwords[Accounts.Supervisor], keys);
        return new ChaosRig(
            data,
            mosquitto ?? new MortalEmbeddedBroker(port, accounts),
            new SupervisorProcess(order),
            [
                .. Kindergarten.Nodes.Select(file =>
                    Mount(file, new NodeAccess("127.0.0.1", port, passwords[file.Id.Value], keys[file.Id.Value]), data)),
            ]);
    }

    private static ChaosNode Mount(NodeFile file, NodeAccess access, DataFolder data)
    {
        string flash = data.FlashOf(file.Id.Value);
        return new ChaosNode(
            new VirtualNode(file.Name, file.Fill(access, isAlwaysOpen: true), access.WriteKeys(file.SensorAddresses), flash, BuildingUse.AlwaysBusy),
            access.Key.MakeSecret(),
            new FlashWitness(file.Id, flash));
    }
}
