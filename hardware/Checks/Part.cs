namespace Wugang.Hardware.Checks;

/// <summary>A part as a sheet has it.</summary>
/// <param name="Sheet">The sheet's file, relative to the folder.</param>
/// <param name="Designator">Name on the board, such as <c>R101</c>.</param>
/// <param name="Value">What a reader sees beside it.</param>
/// <param name="CatalogueId">Its row in <c>parts.csv</c>; empty where the sheet names none.</param>
public sealed record Part(string Sheet, string Designator, string Value, string CatalogueId);
