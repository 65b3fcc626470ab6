using System.Net;
using System.Text;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Server;

/// <summary>Traces go to the collector that the settings name, by OTLP over HTTP.</summary>
[TestClass]
public class TracesTests
{
    [TestMethod]
    public async Task ACollectorHearsOfRequestsBatchesAndCommits()
    {
        int port = Ports.TakeFree();
        using HttpListener collector = new();
        collector.Prefixes.Add($"http://127.0.0.1:{port}/");
        collector.Start();
        Task<string> heard = ListenAsync(collector, "intake.batch", "ledger.commit", "GET /healthz");

        TestNode node = new();
        await using TestTownship township = await new TestTownship(node) { TracesTo = new Uri($"http://127.0.0.1:{port}/v1/traces") }.StartAsync();
        await using MqttPeer peer = await township.ConnectAsync(node.Id.Value);
        await peer.PublishAsync(node.Topics.Journal, node.Started());

        StringAssert.Contains(await heard.WaitAsync(Eventually.Patience), "Wugang.Supervisor");
    }

    /// <summary>All that arrives, until every name was in it.</summary>
    private static async Task<string> ListenAsync(HttpListener collector, params string[] names)
    {
        StringBuilder heard = new();
        while (!names.All(name => heard.ToString().Contains(name, StringComparison.Ordinal)))
        {
            HttpListenerContext context = await collector.GetContextAsync();
            Assert.AreEqual("/v1/traces", context.Request.Url!.AbsolutePath);
            using StreamReader reader = new(context.Request.InputStream, Encoding.Latin1);
            heard.Append(await reader.ReadToEndAsync());
            context.Response.Close();
        }

        return heard.ToString();
    }
}
