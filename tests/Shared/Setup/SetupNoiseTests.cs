using nanoFramework.TestFramework;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Node.Ports;
using Wugang.Tests.Shared.Fakes;

namespace Wugang.Tests.Shared.Setup;

/// <summary>Whatever a phone writes, the node goes on, stores nothing that is not good, and hears the next phone.</summary>
[TestClass]
public class SetupNoiseTests
{
    private const int Writes = 3000;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void NoiseChangesNothing(int seed)
    {
        JitterSequence random = new JitterSequence((uint)seed);
        SetupBench bench = SetupBench.Fresh();
        bench.Connect();
        for (int i = 0; i < Writes; i++)
        {
            if (i % 100 == 0)
            {
                bench.Press(100);
            }

            byte[] value = new byte[random.Next(i % 10 == 0 ? Limits.MaxGattValueBytes : 8)];
            for (int j = 0; j < value.Length; j++)
            {
                // Small numbers, so that commands, kinds and lengths are met.
                value[j] = (byte)random.Next(j < 3 ? 5 : 256);
            }

            bench.Write(random.Next(2) == 0 ? PhoneCharacteristic.ImprovCommand : PhoneCharacteristic.SetupRequest, value);
            bench.FakeWifi.State = bench.FakeWifi.State == WifiState.Joining ? WifiState.Refused : bench.FakeWifi.State;
        }

        Assert.IsFalse(bench.Task.IsDone);
        Assert.AreEqual(0, bench.FakeStorage.FileCount);
        bench.Disconnect();
        bench.Connect();
        bench.Press(100);
        bench.Send(SetupKind.Settings, SetupBench.Node);
        Assert.AreEqual((int)SetupStatus.Accepted, (int)bench.Status);
    }
}
