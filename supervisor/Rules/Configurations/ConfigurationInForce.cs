namespace Wugang.Supervisor.Rules.Configurations;

/// <summary>The configuration that a node ran with in one boot, as its boot record names it.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Hash">SHA-256 of its canonical form in base64url; empty where the node keeps none.</param>
/// <param name="OnTrial">Whether the node still waits for this supervisor's word on a record made under it.</param>
public sealed record ConfigurationInForce(int Version, string Hash, bool OnTrial);
