using System.Text;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Rules.Reports;

/// <summary>What the facilities of a township did in a month or a year; quantities in Wh or litres, amounts in fen.</summary>
/// <param name="Township">The township.</param>
/// <param name="Period">As it was asked for, such as <c>2026-11</c> or <c>2026</c>.</param>
/// <param name="FromMs">Its first instant, milliseconds since 1970 UTC.</param>
/// <param name="ToMs">The instant after its last.</param>
/// <param name="Facilities">Each facility of the township.</param>
public sealed record TownshipReport(
    EnrolledTownship Township, string Period, long FromMs, long ToMs, IReadOnlyList<TownshipReport.FacilityRow> Facilities)
{
    private static readonly string[] Columns =
    [
        "township", "facility", "name_zh", "name_en", "period", "days", "compliant_days", "not_compliant_days", "closed_days", "protected_ms",
        "not_protected_ms", "unknown_ms", "alarms", "medium", "account", "consumption", "cost_fen", "benefit_fen",
    ];

    /// <summary>One facility: its days as in <see cref="Timeline.DaysReport"/>, how many alarms its nodes recorded, and its accounts.</summary>
    public sealed record FacilityRow(
        string Id,
        BilingualName Name,
        int Days,
        int CompliantDays,
        int NotCompliantDays,
        int ClosedDays,
        long ProtectedMs,
        long NotProtectedMs,
        long UnknownMs,
        int Alarms,
        IReadOnlyList<MediumRow> Media);

    /// <summary>One account; <paramref name="Problem"/> says why there are no figures, where there are none.</summary>
    public sealed record MediumRow(string Medium, string Account, long? Consumption, long? CostFen, long? BenefitFen, string? Problem);

    /// <summary>A table for spreadsheets, in UTF-8 with a byte order mark: a row for each account, and one for a facility without any.</summary>
    public string ToCsv()
    {
        StringBuilder csv = new("\uFEFF");
        csv.AppendJoin(',', Columns).Append("\r\n");
        foreach (FacilityRow row in Facilities)
        {
            foreach (MediumRow? medium in row.Media.DefaultIfEmpty())
            {
                string?[] cells =
                [
                    CsvCell.Text(Township.Code), CsvCell.Text(row.Id), CsvCell.Text(row.Name.Zh), CsvCell.Text(row.Name.En), CsvCell.Text(Period),
                    CsvCell.Number(row.Days), CsvCell.Number(row.CompliantDays), CsvCell.Number(row.NotCompliantDays), CsvCell.Number(row.ClosedDays),
                    CsvCell.Number(row.ProtectedMs), CsvCell.Number(row.NotProtectedMs), CsvCell.Number(row.UnknownMs), CsvCell.Number(row.Alarms),
                    CsvCell.Text(medium?.Medium), CsvCell.Text(medium?.Account), CsvCell.Number(medium?.Consumption), CsvCell.Number(medium?.CostFen),
                    CsvCell.Number(medium?.BenefitFen),
                ];
                csv.AppendJoin(',', cells).Append("\r\n");
            }
        }

        return csv.ToString();
    }
}
