using System.Text.Json;

namespace Wugang.Supervisor.Verify;

/// <summary>The registers in one meter record, the newest first, from docs/reference/wire.md alone.</summary>
internal static class MeterReadings
{
    private const long MsPerSecond = 1000;

    /// <summary>Each register and when it was read, milliseconds since 1970 UTC; null where the record does not say.</summary>
    /// <param name="record">The record.</param>
    /// <param name="meter">The meter's name.</param>
    /// <param name="rolloverAt">Where its register begins again at 0; 0 where it does not.</param>
    public static IEnumerable<(long Register, long? ReadMs)> In(JsonElement record, string meter, long rolloverAt)
    {
        JsonElement data = record.GetProperty("data");
        bool isRead = data.TryGetProperty("register_wh", out JsonElement shown) || data.TryGetProperty("register_l", out shown);
        if (!isRead || data.GetProperty("meter").GetString() != meter || data.TryGetProperty("status", out _))
        {
            yield break;
        }

        long register = shown.GetInt64();
        bool isDated = record.GetProperty("tq").GetString() != "none" && !data.TryGetProperty("of_boot", out _);
        long readMs = isDated ? record.GetProperty("t").GetInt64() - data.GetProperty("age_ms").GetInt64() : 0;
        yield return (register, isDated ? readMs : null);
        if (!data.TryGetProperty("earlier", out JsonElement earlier))
        {
            yield break;
        }

        HashSet<long> missed = data.TryGetProperty("missed", out JsonElement list) ? [.. list.EnumerateArray().Select(item => item.GetInt64())] : [];
        long intervalMs = data.GetProperty("interval_s").GetInt64() * MsPerSecond;
        long back = 0;
        foreach (JsonElement growth in earlier.EnumerateArray())
        {
            do
            {
                back++;
            }
            while (missed.Contains(back));

            register -= growth.GetInt64();
            register += register < 0 ? rolloverAt : 0;
            yield return (register, isDated ? readMs - (back * intervalMs) : null);
        }
    }
}
