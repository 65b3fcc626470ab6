using System.Text.Encodings.Web;
using System.Text.Json;
using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Rules.Enrolment;
using Wugang.Supervisor.Rules.Timeline;
using Wugang.Supervisor.Server;

namespace Wugang.Sim.App.Past;

/// <summary>
/// The weeks before the first start of a data folder, made once in virtual time: signed records in the ledger, the same on the nodes'
/// flash drives, so that the virtual boards go on with their chains, and bills of the last month.
/// </summary>
/// <param name="FromMs">When it begins, milliseconds since 1970 UTC.</param>
/// <param name="ToMs">When it ends: the first start.</param>
internal sealed record SimulatedPast(long FromMs, long ToMs)
{
    private const string FileName = "past.json";
    private const string BillingName = "billing";
    private const string StageName = "past";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private static readonly DaySettings Days = new();

    /// <summary>Says what the file is to whoever finds it.</summary>
    public string Note { get; init; } = "The records of this time were made by virtual nodes in virtual time. 该时段的记录由虚拟节点在虚拟时间内生成。";

    /// <summary>The past of a data folder, or null where it has none.</summary>
    /// <exception cref="StartException">It cannot be read.</exception>
    public static SimulatedPast? Find(DataFolder data)
    {
        return Guard(data, () =>
        {
            new StagedFolder(data.Root, StageName).Finish();
            string path = Path.Combine(data.Root, FileName);
            return File.Exists(path) ? JsonSerializer.Deserialize<SimulatedPast>(File.ReadAllBytes(path), Json) : null;
        });
    }

    /// <summary>
    /// Gives a data folder a past, from the day before the last month on; one that has a ledger or flash drives already has had a start, and
    /// gets none.
    /// </summary>
    /// <param name="data">The folder.</param>
    /// <param name="nodes">The nodes, with their keys.</param>
    /// <param name="facility">The same as their supervisor knows them.</param>
    /// <param name="nowMs">Now, milliseconds since 1970 UTC.</param>
    /// <exception cref="StartException">The folder cannot be written.</exception>
    public static SimulatedPast? Make(
        DataFolder data, IEnumerable<(NodeFile File, NodeAccess Access)> nodes, EnrolledFacility facility, long nowMs)
    {
        return Guard(data, () =>
        {
            if (File.Exists(Path.Combine(data.Root, SupervisorHost.LedgerFileName)) || Directory.Exists(data.FlashRoot))
            {
                return null;
            }

            DateOnly today = Days.DayOf(nowMs);
            DateOnly month = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
            SimulatedPast past = new(Days.StartOf(month.AddDays(-1)), nowMs);
            PastWorld world = new(nodes, facility, BuildingUse.Days, past.FromMs);
            world.Live(nowMs, PastTrouble.Before(Days, nowMs));
            StagedFolder staged = new(data.Root, StageName);
            string folder = staged.Begin();
            past.Write(world, folder);
            if (!Directory.Exists(Path.Combine(data.Root, BillingName)))
            {
                PastBills.Write(Path.Combine(folder, BillingName), facility, month, world.Ledger);
            }

            staged.Complete();
            return past;
        });
    }

    private void Write(PastWorld world, string folder)
    {
        using (SqliteLedger ledger = new(Path.Combine(folder, SupervisorHost.LedgerFileName)))
        {
            ledger.Commit(world.Believed);
        }

        foreach ((string node, string file, byte[] content) in world.ReadFlash())
        {
            string drive = Directory.CreateDirectory(Path.Combine(folder, DataFolder.FlashName, node)).FullName;
            File.WriteAllBytes(Path.Combine(drive, file), content);
        }

        File.WriteAllBytes(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, Json));
    }

    private static SimulatedPast? Guard(DataFolder data, Func<SimulatedPast?> act)
    {
        try
        {
            return act();
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new StartException($"The simulated past in {data.Root} cannot be made or read (--no-past begins without): {e.Message}", e);
        }
    }
}
