using Wugang.Sim.App;
using Wugang.Sim.App.Brokers;

namespace Wugang.Tests.Supervisor.EndToEnd;

/// <summary>What the simulator says of its broker while it is stopped.</summary>
[TestClass]
public class BrokerWeatherTests
{
    [TestMethod]
    public async Task ABrokerThatIsBeingStoppedIsNotSaidToRun()
    {
        await using SlowBroker broker = new();
        using Site site = new([], broker);

        Task<CommandResult> down = Task.Run(() => site.Execute("broker down"));
        await broker.Asked;

        Assert.IsFalse(site.Weather.IsBrokerUp);
        Assert.IsFalse(down.IsCompleted);
        broker.End();
        Assert.IsTrue((await down).Ok);
        Assert.IsTrue(site.Execute("broker up").Ok);
        Assert.IsTrue(site.Weather.IsBrokerUp);
    }

    /// <summary>It ends when the test lets it.</summary>
    private sealed class SlowBroker : IMortalBroker
    {
        private readonly TaskCompletionSource _asked = new();
        private readonly TaskCompletionSource _ended = new();

        public string Name => "slow broker";

        public Task Asked => _asked.Task;

        public void End()
        {
            _ended.SetResult();
        }

        public Task StartAsync()
        {
            return Task.CompletedTask;
        }

        public Task KillAsync()
        {
            _asked.SetResult();
            return _ended.Task;
        }

        public ValueTask DisposeAsync()
        {
            return ValueTask.CompletedTask;
        }
    }
}
