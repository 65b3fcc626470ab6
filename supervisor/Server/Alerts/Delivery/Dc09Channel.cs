using System.Net.Sockets;
using Wugang.Supervisor.Registry.Alerts;
using Wugang.Supervisor.Rules.Alerts;
using Wugang.Supervisor.Rules.Alerts.Dc09;
using Wugang.Supervisor.Server.Hosting;

namespace Wugang.Supervisor.Server.Alerts.Delivery;

/// <summary>
/// Tells an alarm receiving centre of alerts, and of their end, by SIA DC-09 over TCP (S9), and polls it while there is nothing to tell. A repeated
/// attempt has the same sequence number.
/// </summary>
/// <param name="options">The receiver.</param>
/// <param name="pollAccount">The account of polls.</param>
/// <param name="zones">The numbers of zones.</param>
/// <param name="clock">The supervisor's time.</param>
/// <param name="timeout">How long the receiver may take to answer.</param>
internal sealed class Dc09Channel(Dc09Options options, string pollAccount, ZoneNumbers zones, SupervisorClock clock, TimeSpan timeout) : IAlertChannel
{
    public const string ChannelName = "dc09";

    private const int MaxAnswerBytes = 512;

    private long _pollMs = long.MinValue / 2;

    public string Name => ChannelName;

    public async Task DeliverAsync(AlertMessage message, CancellationToken cancel)
    {
        Alert alert = message.Alert;
        bool isEnd = message.Change == AlertChange.Ended;
        bool isNews = isEnd || message.Change is AlertChange.Opened or AlertChange.Repeated;
        if (!isNews || ContactId.Of(alert) is not { } code)
        {
            return;
        }

        string account = options.AccountOf(alert.Facility);
        int group = int.Parse(alert.Key.Node[^2..], System.Globalization.CultureInfo.InvariantCulture);
        long zone = code.Zone.Length == 0 ? 0 : await zones.TakeAsync(alert.Key.Node, code.Zone);
        int sequence = (int)((message.Id - 1) % Dc09Frame.MaxSequence) + 1;
        await AskAsync("ADM-CID", sequence, account, code.Write(account, isEnd, group, zone), cancel);
    }

    public async Task<bool> IdleAsync(CancellationToken cancel)
    {
        long nowMs = clock.NowMs;
        if (nowMs - _pollMs < options.PollInterval.TotalMilliseconds)
        {
            return false;
        }

        _pollMs = nowMs;
        await AskAsync("NULL", 0, pollAccount, "", cancel);
        return true;
    }

    /// <exception cref="DeliveryException">It was not acknowledged.</exception>
    private async Task AskAsync(string id, int sequence, string account, string data, CancellationToken cancel)
    {
        string timestamp = Dc09Frame.TimestampOf(DateTimeOffset.FromUnixTimeMilliseconds(clock.NowMs));
        Dc09Frame frame = new(id, sequence, options.Receiver, options.Line, account, data, timestamp);
        Dc09Frame answer = await ExchangeAsync(frame.Write(), cancel);
        _pollMs = clock.NowMs;
        switch (answer.Id)
        {
            case "ACK" when answer.Sequence == sequence:
                return;
            case "NAK":
                throw new DeliveryException("the receiver refuses the time of the message (NAK): compare the clocks", isUnreachable: false);
            case "DUH":
                throw new DeliveryException($"the receiver does not understand the message (DUH): {data}", isUnreachable: false);
            default:
                throw new DeliveryException($"the receiver answers something else: {answer.Id} {answer.Sequence:D4}", isUnreachable: false);
        }
    }

    private async Task<Dc09Frame> ExchangeAsync(byte[] frame, CancellationToken cancel)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(timeout);
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(options.Host, options.Port, limit.Token);
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync(frame, limit.Token);
            byte[] answer = new byte[MaxAnswerBytes];
            int count = 0;
            do
            {
                int read = await stream.ReadAsync(answer.AsMemory(count), limit.Token);
                count = read == 0 ? throw new IOException("the receiver has closed the connection without an answer") : count + read;
            }
            while (answer[count - 1] != '\r' && count < answer.Length);

            return Dc09Frame.TryRead(answer.AsSpan(0, count)) ?? throw new IOException("the receiver's answer is damaged");
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            string reason = e is OperationCanceledException ? $"the receiver does not answer within {timeout.TotalSeconds} s" : e.Message;
            throw new DeliveryException(reason, isUnreachable: true, e);
        }
    }
}
