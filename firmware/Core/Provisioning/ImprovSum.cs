namespace Wugang.Firmware.Core.Provisioning;

/// <summary>The check of an Improv packet: the lowest eight bits of the sum of its bytes.</summary>
internal static class ImprovSum
{
    /// <summary>The sum of the first <paramref name="count"/> bytes.</summary>
    public static byte Of(byte[] buffer, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += buffer[i];
        }

        return (byte)(sum & 0xFF);
    }
}
