using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using QRCoder;

namespace Wugang.Supervisor.Rules.Billing.Receipts;

/// <summary>A receipt as one page in Chinese and English that prints to one sheet of A4. It needs nothing from anywhere else.</summary>
public static class ReceiptPage
{
    /// <summary>Lines of prices that are printed; the document in the page has all.</summary>
    private const int LinesMax = 22;

    private const int HoursMs = 3_600_000;

    private const string Style = """
        @page{size:A4;margin:12mm}
        *{box-sizing:border-box}
        body{font:13px/1.35 "Noto Sans","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#111;background:#fff;max-width:186mm;margin:0 auto;padding:12px}
        h1{font-size:20px;margin:0}h2{font-size:14px;margin:12px 0 4px;border-bottom:1px solid #999}
        p{margin:2px 0}small,.en{color:#555}table{width:100%;border-collapse:collapse}
        th{text-align:left;font-weight:600;border-bottom:1px solid #999}td,th{padding:2px 6px 2px 0;vertical-align:top}
        .n{text-align:right;font-variant-numeric:tabular-nums}.sum td{border-top:1px solid #999;font-weight:600}
        .warn{border:2px solid #a00;padding:4px 8px;margin:8px 0;color:#a00;font-weight:600}
        .proof{display:flex;gap:16px;align-items:flex-start}.proof svg{flex:none;width:42mm;height:42mm}
        .doc{white-space:nowrap}.code{font:9px/1.3 monospace;overflow-wrap:anywhere}
        .wide{overflow-x:auto}
        @media print{body{font-size:11px;padding:0}}
        """;

    /// <summary>The hash by which a content security policy can allow the page's style alone.</summary>
    public static string StyleHash { get; } = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    /// <summary>The page.</summary>
    public static string Render(ReceiptDocument receipt)
    {
        string title = $"{receipt.Name.Zh} {receipt.Month}";
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{Text(title)}</title>
            <style>{Style}</style></head><body>
            <h1>托育机构月度凭证 <small>Monthly receipt</small></h1>
            <p><strong>{Text(receipt.Name.Zh)}</strong> <span class="en">{Text(receipt.Name.En)}</span> · {Text(receipt.Facility)} · {receipt.Month}</p>
            """);
        AppendWarnings(page, receipt);
        AppendProtection(page, receipt.Protection);
        AppendMeters(page, receipt);
        AppendLines(page, receipt);
        AppendProof(page, receipt);
        page.Append(CultureInfo.InvariantCulture, $"<script type=\"application/json\" id=\"receipt\">{receipt.ToJson()}</script>\n</body></html>\n");
        return page.ToString();
    }

    private static void AppendWarnings(StringBuilder page, ReceiptDocument receipt)
    {
        if (receipt.Meters.Any(meter => meter.Price.Fictional))
        {
            page.Append("<p class=\"warn\">价目为虚构，仅供示例和测试。 The prices are invented, for examples and tests only.</p>\n");
        }

        if (receipt.Meters.Any(meter => !meter.Price.Verified))
        {
            page.Append("<p class=\"warn\">价目未核实，不得据此认定合规。 The prices are not verified: nothing may be called compliant by them.</p>\n");
        }
    }

    private static void AppendProtection(StringBuilder page, ReceiptProtection? protection)
    {
        page.Append("<h2>设防 <span class=\"en\">Protection</span></h2>\n");
        page.Append(protection is null
            ? "<p>本凭证未说明。 <span class=\"en\">This receipt does not say.</span></p>\n"
            : string.Create(CultureInfo.InvariantCulture, $"""
                <p>合规 {protection.CompliantDays} 天，不合规 {protection.OtherDays} 天，无结论 {protection.DaysWithoutVerdict} 天；设防 {Hours(protection.ProtectedMs)} 小时，未设防 {Hours(protection.NotProtectedMs)} 小时，未知 {Hours(protection.UnknownMs)} 小时</p>
                <p class="en">{protection.CompliantDays} days compliant, {protection.OtherDays} not, {protection.DaysWithoutVerdict} without verdict; protected {Hours(protection.ProtectedMs)} h, not protected {Hours(protection.NotProtectedMs)} h, unknown {Hours(protection.UnknownMs)} h</p>

                """));
    }

    private static void AppendMeters(StringBuilder page, ReceiptDocument receipt)
    {
        page.Append("""
            <h2>用量与优惠 <span class="en">Consumption and benefit</span></h2>
            <div class="wide"><table><tr><th>表 <span class="en">meter</span></th><th class="n">用量 <span class="en">consumed</span></th><th class="n">其中估算 <span class="en">estimated</span></th>
            <th class="n">应付 <span class="en">due</span></th><th class="n">否则 <span class="en">otherwise</span></th><th class="n">优惠 <span class="en">benefit</span></th></tr>

            """);
        foreach (ReceiptMeter meter in receipt.Meters)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{MediumOf(meter.Medium)} · {Text(meter.Meter)}</td><td class="n">{PriceDocument.Units(meter.ConsumptionBase)} {UnitOf(meter.Unit)}</td><td class="n">{PriceDocument.Units(meter.EstimatedBase)}</td>
                <td class="n">{Yuan(meter.Price.TotalFen)}</td><td class="n">{Yuan(meter.OtherwiseFen)}</td><td class="n">{Yuan(meter.BenefitFen)}</td></tr>

                """);
        }

        bool isWhole = receipt.Meters.All(meter => meter.BenefitFen is not null);
        page.Append(CultureInfo.InvariantCulture, $"""
            <tr class="sum"><td colspan="3">合计，元 <span class="en">sum, yuan</span></td><td class="n">{Yuan(receipt.Meters.Sum(meter => meter.Price.TotalFen))}</td>
            <td class="n">{Yuan(isWhole ? receipt.Meters.Sum(meter => meter.OtherwiseFen) : null)}</td><td class="n">{Yuan(isWhole ? receipt.Meters.Sum(meter => meter.BenefitFen) : null)}</td></tr></table></div>

            """);
    }

    private static void AppendLines(StringBuilder page, ReceiptDocument receipt)
    {
        page.Append("""
            <h2>价格 <span class="en">Prices</span></h2>
            <div class="wide"><table><tr><th>项目 <span class="en">item</span></th><th class="n">数量 <span class="en">quantity</span></th><th class="n">单价，元 <span class="en">price, yuan</span></th><th class="n">金额，元 <span class="en">amount, yuan</span></th><th>文号 <span class="en">document</span></th></tr>

            """);
        PriceDocument.Line[] lines = [.. receipt.Meters.SelectMany(meter => meter.Price.Lines)];
        foreach (PriceDocument.Line line in lines.Take(LinesMax))
        {
            string[] words = [line.Name.En, line.Tier is { } tier ? $"tier {tier}" : "", line.Season ?? "", line.Period == PriceDocument.AllDay ? "" : line.Period ?? ""];
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{Text(line.Name.Zh)} <span class="en">{Text(string.Join(", ", words.Where(word => word.Length > 0)))}</span></td><td class="n">{line.Quantity} {UnitOf(line.Unit)}</td><td class="n">{line.UnitPrice}</td><td class="n">{line.Amount}</td><td class="doc">{Text(line.Document)}</td></tr>

                """);
        }

        page.Append("</table></div>\n");
        if (lines.Length > LinesMax)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>另有 {lines.Length - LinesMax} 行，见页内数据。 <span class=\"en\">{lines.Length - LinesMax} more lines are in the data of this page.</span></p>\n");
        }

        foreach (string note in receipt.Meters.SelectMany(meter => meter.Price.Notes).Distinct().Take(4))
        {
            page.Append(CultureInfo.InvariantCulture, $"<p><small>{Text(note)}</small></p>\n");
        }
    }

    private static void AppendProof(StringBuilder page, ReceiptDocument receipt)
    {
        string code = receipt.ToCode();
        using QRCodeGenerator generator = new();
        using QRCodeData data = generator.CreateQrCode(code, QRCodeGenerator.ECCLevel.M);
        using SvgQRCode svg = new(data);
        page.Append(CultureInfo.InvariantCulture, $"""
            <h2>证据 <span class="en">Proof</span></h2>
            <div class="proof">{svg.GetGraphic(4)}<div>
            <p>本页以节点签名的记录为依据。二维码载有记录编号范围及其摘要，凭账本导出文件可离线核验。</p>
            <p class="en">This page rests on records that the nodes signed. The code carries their numbers and digests; with an export of the ledger anybody can check it offline:</p>
            <p class="code">dotnet run --project supervisor/Verify -- receipt receipt.html --export export.jsonl --keys keys.json</p>
            <p class="code" id="code">{Text(code)}</p></div></div>

            """);
    }

    private static string Text(string text)
    {
        return WebUtility.HtmlEncode(text);
    }

    private static string Yuan(long? fen)
    {
        return fen is { } known ? (known / 100m).ToString("0.00", CultureInfo.InvariantCulture) : "—";
    }

    private static string Hours(long ms)
    {
        return ((decimal)ms / HoursMs).ToString("0.##", CultureInfo.InvariantCulture);
    }

    private static string UnitOf(string unit)
    {
        return unit == "m3" ? "m³" : unit;
    }

    private static string MediumOf(string medium)
    {
        return medium switch
        {
            "electricity" => "电 <span class=\"en\">electricity</span>",
            "water" => "水 <span class=\"en\">water</span>",
            "gas" => "气 <span class=\"en\">gas</span>",
            _ => Text(medium),
        };
    }
}
