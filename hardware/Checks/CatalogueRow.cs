namespace Wugang.Hardware.Checks;

/// <summary>A part that can be bought.</summary>
/// <param name="Description">What it is.</param>
/// <param name="Manufacturer">Who makes it.</param>
/// <param name="Number">The manufacturer's number.</param>
/// <param name="Alternate">What fits in its place.</param>
/// <param name="CostLow">Lowest likely price of one, in yuan. An estimate, see <c>hardware/bom.md</c>.</param>
/// <param name="CostHigh">Highest likely price of one, in yuan.</param>
public sealed record CatalogueRow(
    string Description, string Manufacturer, string Number, string Alternate, decimal CostLow, decimal CostHigh);
