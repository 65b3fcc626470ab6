using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using StandardWebhooks;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Alerts;

/// <summary>A real HTTP server that takes webhooks and checks them with the library of the Standard Webhooks project.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly StandardWebhook _library;

    private WebhookReceiver(WebApplication app, string secret)
    {
        _app = app;
        _library = new StandardWebhook(secret);
    }

    /// <summary>What it answers; null for nothing, until the caller gives up.</summary>
    public Func<JsonElement, int?> Answer { get; set; } = _ => StatusCodes.Status204NoContent;

    /// <summary>What was taken, oldest first: its id and what it says.</summary>
    public ConcurrentQueue<(string Id, JsonElement Document)> Taken { get; } = new();

    /// <summary>Everything that was asked, taken or not.</summary>
    public int AskedCount => _askedCount;

    private int _askedCount;

    public static async Task<WebhookReceiver> StartAsync(int port, string secret)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        WebApplication app = builder.Build();
        WebhookReceiver receiver = new(app, secret);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        Interlocked.Increment(ref _askedCount);
        using StreamReader reader = new(context.Request.Body);
        string body = await reader.ReadToEndAsync();

        // Throws where the signature is not good, or the time is not of now.
        _library.Verify(body, context.Request.Headers);
        JsonElement document = JsonElement.Parse(body);
        WireSchemas.Check("alert-webhook", document);
        if (Answer(document) is not { } status)
        {
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        context.Response.StatusCode = status;
        if (status < 300)
        {
            Taken.Enqueue((context.Request.Headers["webhook-id"].ToString(), document));
        }
    }
}
