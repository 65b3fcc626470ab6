using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Wugang.Tests.Supervisor.Alerts;

/// <summary>An alarm receiving centre's end of the line, byte by byte; it shares no code with the sender.</summary>
internal sealed partial class Dc09Receiver : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public Dc09Receiver(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>What it answers to a body: <c>ACK</c>, <c>NAK</c>, <c>DUH</c>; empty to hang up, null to say nothing.</summary>
    public Func<string, string?> Answer { get; set; } = _ => "ACK";

    /// <summary>Bodies that were acknowledged, oldest first.</summary>
    public ConcurrentQueue<string> Taken { get; } = new();

    /// <summary>Every body that came, in the order in which they came.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>The events among what was acknowledged: qualifier, code, group, zone.</summary>
    public string[] Events => [.. Taken.Where(body => body.StartsWith("\"ADM-CID\"", StringComparison.Ordinal)).Select(body => Event().Match(body).Groups[1].Value)];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
            ServeAsync(client).ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter();
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient own = client;
        NetworkStream stream = client.GetStream();
        byte[] one = new byte[1];
        StringBuilder text = new();
        while (await stream.ReadAsync(one, _end.Token) > 0)
        {
            text.Append((char)one[0]);
            if (one[0] != '\r')
            {
                continue;
            }

            string frame = text.ToString();
            text.Clear();
            string body = frame[9..^1];
            Assert.AreEqual(frame[..9], "\n" + HeadOf(body), "line feed, CRC and length");
            Heard.Enqueue(body);
            string? answer = Answer(body);
            if (answer is null)
            {
                await new TaskCompletionSource().Task.WaitAsync(_end.Token);
            }
            else if (answer.Length == 0)
            {
                return;
            }

            Match sent = Parts().Match(body);
            string sequence = answer == "NAK" ? "0000" : sent.Groups["sequence"].Value;
            string reply = $"\"{answer}\"{sequence}{sent.Groups["place"].Value}[]" + (answer == "NAK" ? "_16:20:01,09-24-2025" : "");
            if (answer == "ACK")
            {
                Taken.Enqueue(body);
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes($"\n{HeadOf(reply)}{reply}\r"), _end.Token);
        }
    }

    /// <summary>The CRC as a table of the standard's kind makes it, most significant digit first, and the length.</summary>
    private static string HeadOf(string body)
    {
        int crc = 0;
        foreach (char character in body)
        {
            int index = (crc ^ character) & 0xFF;
            for (int bit = 0; bit < 8; bit++)
            {
                index = (index >> 1) ^ ((index & 1) * 0xA001);
            }

            crc = (crc >> 8) ^ index;
        }

        return $"{crc:X4}{body.Length:X4}";
    }

    [GeneratedRegex("""^"[A-Z-]+"(?<sequence>[0-9]{4})(?<place>(R[0-9A-F]+)?L[0-9A-F]+#[0-9A-F]+)\[""")]
    private static partial Regex Parts();

    [GeneratedRegex(@"\|([13][0-9]{3} [0-9]{2} [0-9]{3})\]")]
    private static partial Regex Event();
}
