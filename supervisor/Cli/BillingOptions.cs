using System.CommandLine;
using System.Globalization;
using Wugang.Supervisor.Rules.Billing;
using Wugang.Supervisor.Rules.Tariffs;

namespace Wugang.Supervisor.Cli;

/// <summary>The options that say what is priced and as whom, which several commands share.</summary>
/// <param name="areRequired">Whether a command cannot do without tariff, class and registers.</param>
internal sealed class BillingOptions(bool areRequired)
{
    private readonly Option<string> _tariff = new("--tariff") { Description = "The tariff file (docs/reference/tariffs.md).", Required = areRequired };
    private readonly Option<string> _class = new("--class") { Description = "The class of customer, as 'residential'.", Required = areRequired };
    private readonly Option<string> _voltage = new("--voltage") { Description = "The voltage class, where prices depend on it.", DefaultValueFactory = _ => "" };
    private readonly Option<string> _registers = new("--registers")
    {
        Description = "CSV with the columns time (ISO 8601 with offset), register (Wh or litres) and, if meters were changed, meter.",
        Required = areRequired,
    };

    private readonly Option<int> _households = new("--households") { Description = "Households behind the meter.", DefaultValueFactory = _ => 1 };
    private readonly Option<int?> _cycleDay = new("--cycle-day") { Description = "Day of the month on which bills begin, 1 to 28." };
    private readonly Option<decimal?> _rollover = new("--rollover") { Description = "Where the register begins again at 0, in Wh or litres." };
    private readonly Option<decimal?> _before = new("--consumed-before")
    {
        Description = "kWh or m³ consumed in the running tier cycle before the registers begin.",
    };

    private readonly Option<string?> _mixedClass = new("--mixed-class") { Description = "A part of it is priced as this class too." };
    private readonly Option<decimal?> _mixedPercent = new("--mixed-percent") { Description = "That part in per cent (定比)." };
    private readonly Option<decimal?> _mixedQuantity = new("--mixed-quantity") { Description = "That part in kWh or m³ a month (定量)." };

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _tariff, _class, _voltage, _registers, _households, _cycleDay, _rollover, _before, _mixedClass, _mixedPercent, _mixedQuantity,
        ];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }
    }

    public Tariff ReadTariff(ParseResult parsed)
    {
        return TariffReader.ReadFile(Needed(parsed, _tariff));
    }

    public RegisterSeries ReadRegisters(ParseResult parsed)
    {
        string file = Needed(parsed, _registers);
        return RegisterFile.Read(File.ReadAllBytes(file), file, RolloverOf(parsed));
    }

    /// <exception cref="InvalidDataException">An option has a value that makes no sense.</exception>
    public PriceRequest RequestOf(ParseResult parsed, Tariff tariff, long fromMs, long toMs)
    {
        int households = parsed.GetValue(_households);
        int? cycleDay = parsed.GetValue(_cycleDay);
        Require(households is >= 1 and <= PriceRequest.HouseholdsMax, "--households", $"must be from 1 to {PriceRequest.HouseholdsMax}");
        Require(cycleDay is null or (>= 1 and <= 28), "--cycle-day", "must be from 1 to 28");
        return new PriceRequest(tariff, Needed(parsed, _class), fromMs, toMs)
        {
            Voltage = parsed.GetValue(_voltage)!,
            Households = households,
            CycleDay = cycleDay,
            Mixed = MixedOf(parsed),
            ConsumedBefore = parsed.GetValue(_before) is { } before ? Whole("--consumed-before", before, Tariff.BaseUnitsPerUnit) : null,
        };
    }

    /// <exception cref="InvalidDataException">It cannot be priced; the message names the files.</exception>
    public Price PriceOf(ParseResult parsed, PriceRequest request, RegisterSeries series)
    {
        try
        {
            return Pricing.Of(request, series);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{parsed.GetValue(_registers)} by {parsed.GetValue(_tariff)}: {e.Message}", e);
        }
    }

    /// <summary>The one account that the options are about.</summary>
    /// <exception cref="InvalidDataException">An option is missing, or has a value that makes no sense.</exception>
    public AuditAccount AccountOf(ParseResult parsed, Tariff tariff)
    {
        PriceRequest request = RequestOf(parsed, tariff, 0, 0);
        Require(request.ConsumedBefore is null, "--consumed-before", "is for one time, not for bills: give registers from the begin of the tier cycle on");
        RequireClass(tariff, request.Class, "--class");
        return new AuditAccount("", "", tariff, request.Class)
        {
            RegistersFile = Needed(parsed, _registers),
            Voltage = request.Voltage,
            Households = request.Households,
            CycleDay = request.CycleDay,
            Mixed = request.Mixed,
            RolloverAt = RolloverOf(parsed),
        };
    }

    /// <exception cref="InvalidDataException">The tariff never had such a class.</exception>
    public static void RequireClass(Tariff tariff, string classId, string option)
    {
        string[] known = [.. tariff.Editions.SelectMany(edition => edition.Classes).Select(prices => prices.Id).Distinct()];
        Require(known.Contains(classId), option, $"tariff '{tariff.Id}' has no class '{classId}'; there are {string.Join(", ", known)}");
    }

    private long RolloverOf(ParseResult parsed)
    {
        return Whole("--rollover", parsed.GetValue(_rollover) ?? 0, 1);
    }

    private static string Needed(ParseResult parsed, Option<string> option)
    {
        return parsed.GetValue(option) ?? throw new InvalidDataException($"{option.Name} is missing");
    }

    private MixedUse? MixedOf(ParseResult parsed)
    {
        string? other = parsed.GetValue(_mixedClass);
        decimal? percent = parsed.GetValue(_mixedPercent);
        decimal? quantity = parsed.GetValue(_mixedQuantity);
        if (other is null)
        {
            Require(percent is null && quantity is null, "--mixed-class", "is missing: which class the part is priced as");
            return null;
        }

        Require(other != parsed.GetValue(_class), "--mixed-class", "is the same as --class");
        Require(percent is null != quantity is null, "--mixed-class", "needs one of --mixed-percent and --mixed-quantity");
        Require(percent is null or (> 0 and < 100), "--mixed-percent", "must be above 0 and below 100");
        return new MixedUse(other, percent, Whole("--mixed-quantity", quantity ?? 0, Tariff.BaseUnitsPerUnit));
    }

    private static long Whole(string name, decimal value, int factor)
    {
        decimal whole = value * factor;
        Require(whole is >= 0 and <= RegisterFile.RegisterMax && whole == decimal.Truncate(whole), name, string.Create(
            CultureInfo.InvariantCulture, $"must be from 0 to {RegisterFile.RegisterMax / factor} in whole Wh or litres, not {value}"));
        return (long)whole;
    }

    private static void Require(bool isGood, string name, string what)
    {
        if (!isGood)
        {
            throw new InvalidDataException($"{name}: {what}");
        }
    }
}
