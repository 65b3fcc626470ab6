using System.Diagnostics;
using System.Globalization;

namespace Wugang.Sim.App.Chaos;

/// <summary>
/// Kills broker, supervisor and nodes at random and brings them back, each in a rhythm of its own, while people come and
/// go; then gives all of it time to become whole, and checks the ledger.
/// </summary>
internal sealed class ChaosRun(ChaosRig rig, int seed, TextWriter output)
{
    // How long something lives, and how long it stays away, in milliseconds.
    private const int LifeMsMin = 1000;
    private const int LifeMsMax = 12_000;
    private const int AwayMsMin = 100;
    private const int AwayMsMax = 4000;

    private const int ActPauseMsMax = 800;

    // Time for the boots that have just begun to be on the flash.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    // Beyond the node's longest pause between two tries to connect and the longest before it sends again.
    private static readonly TimeSpan WholeTimeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan WholePause = TimeSpan.FromMilliseconds(200);

    private static readonly string[] Acts =
    [
        "open gate", "close gate", "open activity_door", "close activity_door", "open activity_window", "close activity_window",
        "open utility_door", "close utility_door", "smoke on", "smoke off", "press guard_panic", "press activity_panic", "silence",
        "reset", "turn key", "cut loop activity_door", "mend loop activity_door", "mains off 01", "mains on 01",
        "meter water silent", "meter water good", "meter gas garbled", "meter gas good",
    ];

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly TextWriter _output = TextWriter.Synchronized(output);

    /// <summary>Runs for a time, or until it is cancelled, and then to the end.</summary>
    /// <exception cref="InvalidOperationException">Something does not start again.</exception>
    public async Task<ChaosResult> RunAsync(TimeSpan duration, CancellationToken cancel)
    {
        Say($"{rig.Nodes.Count} nodes, {rig.Broker.Name}, supervisor; seed {seed}");
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        end.CancelAfter(duration);
        Victim broker = new(rig.Broker.Name, rig.Broker.KillAsync, rig.Broker.StartAsync);
        Victim supervisor = new("supervisor", rig.Supervisor.KillAsync, rig.Supervisor.StartAsync);
        Task people = ActAsync(RandomOf(0), end.Token);
        Task<int> brokerKills = KillAsync(RandomOf(1), broker, end);
        Task<int> supervisorKills = KillAsync(RandomOf(2), supervisor, end);
        Task<int>[] nodeKills = [.. rig.Nodes.Select((node, i) => KillAsync(RandomOf(3 + i), VictimOf(node), end))];
        await Task.WhenAll([people, brokerKills, supervisorKills, .. nodeKills]);
        double seconds = Math.Min(duration.TotalSeconds, _clock.Elapsed.TotalSeconds);

        Say("nothing is killed any more");
        using LedgerReader ledger = rig.OpenLedger();
        await BecomeWholeAsync(ledger);
        return new ChaosResult(
            (int)Math.Round(seconds),
            await brokerKills,
            await supervisorKills,
            (await Task.WhenAll(nodeKills)).Sum(),
            Check(ledger));
    }

    private static Victim VictimOf(ChaosNode node)
    {
        return new Victim(
            $"node {node.Board.Id.Node}",
            () =>
            {
                node.Board.PowerOff();
                node.Flash.Look();
                return Task.CompletedTask;
            },
            () =>
            {
                node.Board.PowerOn();
                return Task.CompletedTask;
            });
    }

    private Random RandomOf(int stream)
    {
        // Neighbouring seeds must not share streams.
        return new Random(unchecked((seed * 31) + (stream * 1_000_003)));
    }

    /// <summary>Kills it again and again until the end, and each time brings it back.</summary>
    private async Task<int> KillAsync(Random random, Victim victim, CancellationTokenSource end)
    {
        int count = 0;
        try
        {
            while (await IsGoingOnAsync(random.Next(LifeMsMin, LifeMsMax), end.Token))
            {
                int awayMs = random.Next(AwayMsMin, AwayMsMax);
                Say($"kill {victim.Name} for {awayMs} ms");
                await victim.KillAsync();
                count++;
                await Task.Delay(awayMs, CancellationToken.None);
                await victim.StartAsync();
            }
        }
        catch
        {
            await end.CancelAsync();
            throw;
        }

        return count;
    }

    private async Task ActAsync(Random random, CancellationToken end)
    {
        while (await IsGoingOnAsync(random.Next(ActPauseMsMax), end))
        {
            CommandResult result = rig.Site.Execute(Acts[random.Next(Acts.Length)]);
            if (!result.Ok)
            {
                throw new InvalidOperationException(result.Message.En);
            }
        }
    }

    private static async Task<bool> IsGoingOnAsync(int pauseMs, CancellationToken end)
    {
        await Task.Delay(pauseMs, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !end.IsCancellationRequested;
    }

    /// <summary>Waits until the ledger has what is on the flash drives then; what is not there in time is missing.</summary>
    private async Task BecomeWholeAsync(LedgerReader ledger)
    {
        await Task.Delay(Settling, CancellationToken.None);
        foreach (ChaosNode node in rig.Nodes)
        {
            node.Flash.Look();
        }

        Stopwatch waited = Stopwatch.StartNew();
        while (rig.Nodes.Any(node => ledger.NewestSequence(node.Board.Id) < node.Flash.NewestSequence) && waited.Elapsed < WholeTimeout)
        {
            await Task.Delay(WholePause, CancellationToken.None);
        }

        Say($"all is back, and all nodes are stored after another {waited.ElapsedMilliseconds} ms");
    }

    private LedgerFindings Check(LedgerReader ledger)
    {
        ChaosAudit audit = new();
        foreach (ChaosNode node in rig.Nodes)
        {
            audit.Check(node.Board.Id, node.KeySecret, node.Flash, ledger.Records(node.Board.Id));
        }

        if (rig.CrashCount > 0)
        {
            audit.Report($"firmware has stopped on an exception {rig.CrashCount} times");
        }

        foreach ((string reason, long count) in ledger.CountDishonest())
        {
            audit.Report($"{count} messages of honest nodes were rejected as {reason}");
        }

        return audit.Findings;
    }

    private void Say(string what)
    {
        _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed.TotalSeconds,7:F1} s  {what}"));
    }
}
