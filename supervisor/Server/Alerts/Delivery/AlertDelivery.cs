using Wugang.Supervisor.Registry.Alerts;
using Wugang.Supervisor.Server.Hosting;

namespace Wugang.Supervisor.Server.Alerts.Delivery;

/// <summary>
/// Tells one channel what waits for it in the outbox: of each alert in order, again with growing pauses until they have it, over restarts. Of
/// several servers one does so at a time.
/// </summary>
internal sealed partial class AlertDelivery : BackgroundService
{
    private const int AtOnce = 50;
    private const long FirstPauseMs = 1000;
    private const long LongestPauseMs = 300_000;
    private const long LongestChannelPauseMs = 60_000;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly AlertOutbox _outbox;
    private readonly IAlertChannel _channel;
    private readonly AlertMetrics _metrics;
    private readonly SupervisorClock _clock;
    private readonly ILogger<AlertDelivery> _logger;
    private readonly SemaphoreSlim _added = new(0, 1);
    private readonly string _holder;
    private long _heldUntilMs;
    private long _pausedUntilMs;
    private int _failures;

    public AlertDelivery(
        AlertOutbox outbox, IAlertChannel channel, AlertMetrics metrics, SupervisorClock clock, SupervisorOptions options, ILogger<AlertDelivery> logger)
    {
        // Its own name, so that it goes on at once after a restart.
        _holder = options.ServerName;
        _outbox = outbox;
        _channel = channel;
        _metrics = metrics;
        _clock = clock;
        _logger = logger;
        outbox.Added += Wake;
    }

    public override void Dispose()
    {
        _outbox.Added -= Wake;
        base.Dispose();
        _added.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken);
                await _added.WaitAsync(LookEvery, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    /// <summary>How long to wait after so many failures, in milliseconds: twice as long each time, up to a limit.</summary>
    private static long PauseMs(long failures, long longestMs)
    {
        return Math.Min(longestMs, FirstPauseMs << (int)Math.Min(failures, 20));
    }

    private void Wake()
    {
        if (_added.CurrentCount == 0)
        {
            try
            {
                _added.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else did.
            }
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            while (_clock.NowMs >= _pausedUntilMs && await HoldsAsync() && await DeliverSomeAsync(cancel))
            {
                // On with what has come meanwhile.
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever it is, it must not stop the supervisor; the messages wait.
            LogRegistryAway(_channel.Name, e.Message);
        }
    }

    private async Task<bool> HoldsAsync()
    {
        if (_clock.NowMs > _heldUntilMs - (AlertOutbox.HoldMs / 2))
        {
            _heldUntilMs = await _outbox.TryHoldAsync(_channel.Name, _holder) ? _clock.NowMs + AlertOutbox.HoldMs : 0;
        }

        return _heldUntilMs != 0;
    }

    /// <returns>Whether there may be more at once.</returns>
    private async Task<bool> DeliverSomeAsync(CancellationToken cancel)
    {
        IReadOnlyList<AlertMessage> messages = await _outbox.ReadAsync(_channel.Name, AtOnce);
        foreach (AlertMessage message in messages)
        {
            if (!await TryDeliverAsync(message, cancel) || !await HoldsAsync())
            {
                return false;
            }
        }

        return messages.Count > 0 || await TryIdleAsync(cancel);
    }

    /// <returns>False if nothing else would get there now.</returns>
    private async Task<bool> TryDeliverAsync(AlertMessage message, CancellationToken cancel)
    {
        try
        {
            await _channel.DeliverAsync(message, cancel);
            await _outbox.CompleteAsync(_channel.Name, message);
            _metrics.CountDelivery(_channel.Name, isDelivered: true);
            _failures = 0;
            return true;
        }
        catch (DeliveryException e)
        {
            _metrics.CountDelivery(_channel.Name, isDelivered: false);
            LogNotDelivered(message.Alert.Id, _channel.Name, e.Message);
            await _outbox.FailAsync(_channel.Name, message, e.Message, PauseMs(message.Attempts, LongestPauseMs));
            Pause(e);
            return !e.IsUnreachable;
        }
    }

    private async Task<bool> TryIdleAsync(CancellationToken cancel)
    {
        try
        {
            if (await _channel.IdleAsync(cancel))
            {
                await _outbox.NoteAnswerAsync(_channel.Name, "");
                _failures = 0;
            }
        }
        catch (DeliveryException e)
        {
            LogNotDelivered(0, _channel.Name, e.Message);
            await _outbox.NoteAnswerAsync(_channel.Name, e.Message);
            Pause(e);
        }

        return false;
    }

    private void Pause(DeliveryException e)
    {
        if (e.IsUnreachable)
        {
            _pausedUntilMs = _clock.NowMs + PauseMs(_failures++, LongestChannelPauseMs);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {Alert} was not delivered to {Channel} ({Reason}); it is tried again.")]
    private partial void LogNotDelivered(long alert, string channel, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The registry does not answer; nothing is delivered to {Channel} ({Reason}).")]
    private partial void LogRegistryAway(string channel, string reason);
}
