using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Wugang.Supervisor.Registry.Alerts;
using Wugang.Supervisor.Rules.Alerts;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Alerts.Delivery;

/// <summary>
/// Posts each change to a URL, signed as the Standard Webhooks specification says (<c>webhook-id</c>, <c>webhook-timestamp</c>,
/// <c>webhook-signature: v1,…</c>). A repeated attempt has the same id.
/// </summary>
/// <param name="options">Who is told.</param>
/// <param name="clock">The supervisor's time.</param>
/// <param name="timeout">How long the receiver may take to answer.</param>
internal sealed class WebhookChannel(WebhookOptions options, SupervisorClock clock, TimeSpan timeout) : IAlertChannel, IDisposable
{
    public const string ChannelName = "webhook";

    // Where somebody else than the one who was named answers, nobody is told.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = timeout,
    };

    public string Name => ChannelName;

    public async Task DeliverAsync(AlertMessage message, CancellationToken cancel)
    {
        using HttpRequestMessage request = Write(message);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (!response.IsSuccessStatusCode)
            {
                throw new DeliveryException($"the receiver answers {(int)response.StatusCode}", isUnreachable: false);
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            throw new DeliveryException(
                e is HttpRequestException ? e.Message : $"the receiver does not answer within {timeout.TotalSeconds} s", isUnreachable: true, e);
        }
    }

    public Task<bool> IdleAsync(CancellationToken cancel)
    {
        return Task.FromResult(false);
    }

    public void Dispose()
    {
        _http.Dispose();
    }

    private HttpRequestMessage Write(AlertMessage message)
    {
        string change = AlertWords.NameOf(message.Change);
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            new WebhookDocument(
                "alert." + change,
                DateTimeOffset.FromUnixTimeMilliseconds(message.AtMs),
                new WebhookData(AlertView.Of(message.Alert), message.By, message.Note)),
            StatusViews.Json);
        string id = $"msg_{message.Id}_{message.AtMs}";
        string timestamp = (clock.NowMs / 1000).ToString(CultureInfo.InvariantCulture);
        byte[] signature = HMACSHA256.HashData([.. options.Secret], [.. Encoding.ASCII.GetBytes($"{id}.{timestamp}."), .. body]);
        HttpRequestMessage request = new(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", "v1," + Convert.ToBase64String(signature));
        return request;
    }
}
