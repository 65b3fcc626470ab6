using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wugang.Supervisor.Server;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>A supervisor in this process with its HTTP port from the operating system.</summary>
internal sealed class RunningSupervisor : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningSupervisor(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = Eventually.Patience };
    }

    public HttpClient Http { get; }

    /// <summary>One of its own parts.</summary>
    public T Get<T>()
        where T : notnull
    {
        return _app.Services.GetRequiredService<T>();
    }

    /// <summary>Whether nothing has stopped it.</summary>
    public bool IsRunning =>
        !_app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    public static async Task<RunningSupervisor> StartAsync(SupervisorOptions options, TimeProvider time, Action<IServiceCollection>? adjust = null)
    {
        WebApplication app = SupervisorHost.Build(options, time, adjust);
        await app.StartAsync();
        return new RunningSupervisor(app);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage response = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    public async Task<JsonElement> GetFacilityAsync()
    {
        return (await GetAsync("/api/v1/facilities")).GetProperty("facilities")[0];
    }

    public async Task<JsonElement> GetNodeAsync(string id)
    {
        return (await GetAsync($"/api/v1/nodes/{id}")).GetProperty("node");
    }

    public async Task<JsonElement> GetZoneAsync(string node, string zone)
    {
        JsonElement zones = (await GetNodeAsync(node)).GetProperty("zones");
        return zones.EnumerateArray().FirstOrDefault(candidate => candidate.GetProperty("name").GetString() == zone);
    }

    /// <summary>Rejected messages by reason since the start.</summary>
    public async Task<IReadOnlyDictionary<string, long>> GetRejectionsAsync()
    {
        JsonElement rejections = (await GetAsync("/api/v1/facilities")).GetProperty("rejections");
        return rejections.GetProperty("by_reason").EnumerateObject()
            .ToDictionary(reason => reason.Name, reason => reason.Value.GetInt64());
    }

    public async Task<string> GetHealthAsync()
    {
        return (await GetAsync("/healthz")).GetProperty("status").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
