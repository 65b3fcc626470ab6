using Wugang.Firmware.Esp32;

namespace Wugang.Tests.Core;

/// <summary>A handshake that never ends stops a node less and less often (clause P1: protection around the clock, whatever the network does).</summary>
[TestClass]
public class HandshakeGuardTests
{
    private readonly ModelStorage _flash = new();

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(1, 0)]
    [DataRow(2, 60_000)]
    [DataRow(3, 120_000)]
    [DataRow(7, 1_920_000)]
    [DataRow(8, 3_600_000)]
    [DataRow(300, 3_600_000)]
    public void BootsThatEndInTheirFirstHandshakeMakeTheNextOnesWait(int boots, int waitMs)
    {
        for (int i = 0; i < boots; i++)
        {
            new HandshakeGuard(_flash).Begin();
        }

        Assert.AreEqual(waitMs, new HandshakeGuard(_flash).WaitMs);
    }

    [TestMethod]
    public void AHandshakeThatEndsMakesAllGoodAndNoLaterOneOfThatBootIsNoted()
    {
        BootsThatEndInTheirFirstHandshakeMakeTheNextOnesWait(3, 120_000);
        HandshakeGuard guard = new(_flash);

        guard.Begin();
        guard.End();
        guard.Begin();

        Assert.AreEqual(0, new HandshakeGuard(_flash).WaitMs);
    }
}
