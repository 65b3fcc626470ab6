namespace Wugang.Supervisor.Registry.Billing;

/// <summary>A document that a person handed in, byte for byte.</summary>
/// <param name="Facility">Whose it is; empty for the whole city.</param>
/// <param name="Name">The tariff's id, the account's number, or the name of the file.</param>
/// <param name="Content">The document.</param>
/// <param name="Mapping">How the columns of a table of bills are read; empty where it needs none.</param>
/// <param name="Person">Who handed it in.</param>
/// <param name="AtMs">When, milliseconds since 1970 UTC.</param>
public sealed record BillingPaper(string Facility, string Name, byte[] Content, byte[] Mapping, string Person, long AtMs);
