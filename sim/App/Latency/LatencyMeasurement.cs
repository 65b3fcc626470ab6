using System.Diagnostics;

namespace Wugang.Sim.App.Latency;

/// <summary>Presses the panic button of a rig again and again and takes the times.</summary>
internal sealed class LatencyMeasurement(LatencyRig rig, int seed)
{
    /// <summary>Journal records that wait at least when they are resent.</summary>
    public const int ResentMin = 200;

    // A slow link, so that the resending is still going on when the siren sounds.
    private static readonly TimeSpan SlowLinkDelay = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan SirenTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StoredTimeout = TimeSpan.FromMinutes(2);

    // Longer than the button's 50 ms and the doors' 10 ms of debouncing.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(70);
    private static readonly TimeSpan DoorSettling = TimeSpan.FromMilliseconds(25);

    private readonly Random _random = new(seed);
    private readonly List<long> _presses = [];

    /// <summary>Times of one run of presses.</summary>
    public sealed record Result(LatencySamples Siren, LatencySamples Stored);

    /// <summary>With the connection up.</summary>
    public Task<Result> MeasureConnectedAsync(int presses)
    {
        return MeasureAsync(presses, () => Task.CompletedTask);
    }

    /// <summary>While the connection is cut and made again all the time.</summary>
    public async Task<Result> MeasureBadLinkAsync(int presses)
    {
        using CancellationTokenSource end = new();
        Task disturbance = DisturbAsync(end.Token);
        try
        {
            return await MeasureAsync(presses, () => Task.CompletedTask);
        }
        finally
        {
            await end.CancelAsync();
            await disturbance.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            rig.Link.Mend();
        }
    }

    /// <summary>
    /// While at least <see cref="ResentMin"/> records of a time without connection are being sent, over a link that takes
    /// 20 ms each way.
    /// </summary>
    public async Task<Result> MeasureResendingAsync(int presses)
    {
        rig.Link.Delay = SlowLinkDelay;
        try
        {
            return await MeasureAsync(presses, PileUpAsync);
        }
        finally
        {
            rig.Link.Delay = TimeSpan.Zero;
        }
    }

    private async Task<Result> MeasureAsync(int presses, Func<Task> prepareAsync)
    {
        LatencySamples siren = new();
        int first = _presses.Count;
        for (int i = 0; i < presses; i++)
        {
            await prepareAsync();
            siren.Add(await PressAsync());
        }

        return new Result(siren, await FindStoredAsync(first));
    }

    /// <summary>One press, from the edge to the siren; then the button is let go and the key turned.</summary>
    private async Task<TimeSpan> PressAsync()
    {
        // Steps come every 10 ms: presses must not keep to them.
        await Task.Delay(_random.Next(30));
        Task<long> sounding = SirenAsync(isOn: true);
        long pressed = Stopwatch.GetTimestamp();
        _presses.Add(pressed);
        rig.Panic.SetActive(true);
        TimeSpan latency = Stopwatch.GetElapsedTime(pressed, await sounding.WaitAsync(SirenTimeout));
        rig.Panic.SetActive(false);
        await Task.Delay(Settling);
        Task<long> silence = SirenAsync(isOn: false);
        rig.Node.HoldResetKey(true);
        await silence.WaitAsync(SirenTimeout);
        rig.Node.HoldResetKey(false);
        await Task.Delay(Settling);
        return latency;
    }

    private Task<long> SirenAsync(bool isOn)
    {
        TaskCompletionSource<long> changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void Note(bool isSounding)
        {
            if (isSounding == isOn)
            {
                changed.TrySetResult(Stopwatch.GetTimestamp());
                rig.Node.SirenChanged -= Note;
            }
        }

        rig.Node.SirenChanged += Note;
        return changed.Task;
    }

    private async Task<LatencySamples> FindStoredAsync(int first)
    {
        IReadOnlyList<long> stored = await rig.Observer.WaitForStoredAsync(_presses.Count, StoredTimeout);
        if (stored.Count != _presses.Count)
        {
            throw new InvalidOperationException($"{_presses.Count} presses made {stored.Count} alarms.");
        }

        LatencySamples samples = new();
        for (int i = first; i < _presses.Count; i++)
        {
            samples.Add(Stopwatch.GetElapsedTime(_presses[i], stored[i]));
        }

        return samples;
    }

    private async Task DisturbAsync(CancellationToken cancel)
    {
        Random random = new(seed);
        while (true)
        {
            rig.Link.Cut();
            await Task.Delay(random.Next(500), cancel);
            rig.Link.Mend();
            await Task.Delay(random.Next(3000), cancel);
        }
    }

    /// <summary>Cuts the link, uses the doors until enough records wait, and returns once the first of them is resent.</summary>
    private async Task PileUpAsync()
    {
        await rig.Observer.WaitForStoredAsync(_presses.Count, StoredTimeout);
        rig.Link.Cut();
        for (int records = 0; records < ResentMin; records += 2 * LatencyRig.DoorCount)
        {
            foreach (bool isOpen in (bool[])[true, false])
            {
                foreach (ZoneWire door in rig.Node.Zones.Take(LatencyRig.DoorCount))
                {
                    door.SetActive(isOpen);
                }

                await Task.Delay(DoorSettling);
            }
        }

        int seen = rig.Observer.RecordCount;
        rig.Link.Mend();
        await rig.Observer.WaitForRecordAsync(seen, StoredTimeout);
    }
}
