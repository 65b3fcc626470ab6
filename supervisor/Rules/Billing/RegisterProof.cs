namespace Wugang.Supervisor.Rules.Billing;

/// <summary>Which readings a price rests on.</summary>
/// <param name="Source">The file, or the node whose signed records they are.</param>
/// <param name="Place">What the next two count: <c>line</c> or <c>record</c>.</param>
/// <param name="First">The first: its line, or its record's number.</param>
/// <param name="Last">The last.</param>
/// <param name="Count">How many lines or records there are from the first to the last that hold one.</param>
/// <param name="Sha256">SHA-256 of the file; of records, of those from the first to the last number, each as received and ended by a line feed.</param>
public sealed record RegisterProof(string Source, string Place, long First, long Last, int Count, string Sha256);
