using Wugang.Sim.World;
using Wugang.Sim.World.Meters;

namespace Wugang.Tests.Simulator.Meters;

/// <summary>Whatever bytes a program sends to the meters, they go on answering.</summary>
[TestClass]
public class MeterNoiseTests
{
    private const int Inputs = 20_000;
    private const int MaxBytes = 40;

    private static readonly string[] Requests =
    [
        "68610100000000681104333334331416",
        "68610100000000681104333234336A16",
        "68AAAAAAAAAAAA681300DF16",
        "68100100000508000001031F90003916",
        "0104015600029027",
    ];

    [TestMethod]
    public void NoiseAndMutatedRequestsHurtNoMeter()
    {
        LineBench bench = new();
        bench.Electricity("000000000161", 260);
        _ = new Cjt188VirtualMeter(
            bench.Line, Cjt188VirtualMeter.ColdWater, "00000805000001", bench.Still(60), LineBench.Even2400, LineBench.Seed);
        _ = new ModbusVirtualMeter(bench.Line, 1, 0x0156, 2, true, bench.Still(770), LineBench.Even2400, LineBench.Seed);
        LineAdapter adapter = new(bench.Line);
        SeededRandom random = new(LineBench.Seed, "noise");
        for (int i = 0; i < Inputs; i++)
        {
            adapter.Send(MakeInput(random));
            bench.Time.RunUntil(bench.Time.NowMs + random.Next(100));
        }

        bench.Time.RunUntil(bench.Time.NowMs + 10_000);

        Assert.AreEqual("6861010000000068910833333433593333338A16", bench.Ask(Requests[0]));
    }

    private static byte[] MakeInput(SeededRandom random)
    {
        if (random.Next(2) == 0)
        {
            byte[] noise = new byte[random.Between(1, MaxBytes)];
            random.Fill(noise);
            return noise;
        }

        byte[] request = Convert.FromHexString(Requests[random.Next(Requests.Length)]);
        request[random.Next(request.Length)] ^= (byte)(1 << (int)random.Next(8));
        return request;
    }
}
