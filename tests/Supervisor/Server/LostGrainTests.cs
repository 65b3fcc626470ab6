using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Wugang.Firmware.Core.Records;
using Wugang.Supervisor.Server.Grains;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Server;

/// <summary>What becomes of a node whose grain is gone, as with the server that it stood on, and that says nothing any more.</summary>
[TestClass]
public class LostGrainTests
{
    [TestMethod]
    [DataRow(true, false)]
    [DataRow(false, true)]
    [DataRow(true, true)]
    public async Task ASilentNodeIsUnknownAlthoughNothingCallsItsGrainAnyMore(bool isNodeLost, bool isFacilityLost)
    {
        TestNode node = new() { Time = ClockReading.At(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 40, ClockQuality.Sync) };
        await using TestTownship town = await new TestTownship(node).StartAsync();
        await using MqttPeer peer = await town.ConnectAsync(node.Id.Value);
        await peer.PublishAsync(node.Topics.Journal, node.Started(("gate", "door")));
        await peer.PublishAsync(node.Topics.Online, node.Notice(1, isOnline: true), isRetained: true);
        await peer.PublishAsync(node.Topics.State, node.Heartbeat());
        await Eventually.ReadsAsync("protected", () => ReadVerdictAsync(town), "the facility is protected");

        IGrainFactory grains = town.Supervisor.Get<IGrainFactory>();
        await (isNodeLost ? LoseAsync(grains.GetGrain<INodeGrain>(node.Id.Value)) : Task.CompletedTask);
        await (isFacilityLost ? LoseAsync(grains.GetGrain<IFacilityGrain>(TestNode.FacilityId)) : Task.CompletedTask);
        town.Time.Advance(TimeSpan.FromMinutes(10));

        await Eventually.ReadsAsync("unknown", () => ReadVerdictAsync(town), "the silence shows");
    }

    [TestMethod]
    public async Task WhatIsNotOfNowIsNotShown()
    {
        OverviewFilter filter = new();
        await using TestTownship town = await new TestTownship(new TestNode())
        {
            Adjust = services => services.AddSingleton<IIncomingGrainCallFilter>(filter),
        }.StartAsync();
        Assert.AreEqual("unknown", await ReadVerdictAsync(town));

        filter.IsSilent = true;

        await Eventually.ReadsAsync("degraded", town.Supervisor.GetHealthAsync, "that the overview is silent shows");
        Task<string> verdict = ReadVerdictAsync(town);
        await Eventually.IsTrueAsync(() => filter.Refused > 2, "it has been asked again");
        Assert.IsFalse(verdict.IsCompleted);
        filter.IsSilent = false;
        Assert.AreEqual("unknown", await verdict);
        Assert.AreEqual("ok", await town.Supervisor.GetHealthAsync());
    }

    private static Task LoseAsync(IGrain grain)
    {
        return grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle().AsTask();
    }

    private static async Task<string> ReadVerdictAsync(TestTownship town)
    {
        JsonElement facility = await town.Supervisor.GetFacilityAsync();
        return facility.GetProperty("verdict").GetProperty("state").GetString()!;
    }

    /// <summary>Lets nobody through to the overview.</summary>
    private sealed class OverviewFilter : IIncomingGrainCallFilter
    {
        private int _refused;

        public volatile bool IsSilent;

        public int Refused => Volatile.Read(ref _refused);

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (IsSilent && context.InterfaceMethod.DeclaringType == typeof(IOverviewGrain))
            {
                Interlocked.Increment(ref _refused);
                throw new TimeoutException("The overview is silent.");
            }

            return context.Invoke();
        }
    }
}
