namespace Wugang.Supervisor.Registry.Configurations;

/// <summary>A configuration of a node that somebody sent from here, or handed in.</summary>
/// <param name="Node">The node.</param>
/// <param name="Hash">SHA-256 of its canonical text in base64url, as boot records name it.</param>
/// <param name="Content">Its canonical text.</param>
/// <param name="UpdateId">Number of the update with which it was sent last; 0 where it was only handed in.</param>
/// <param name="Version">Its version.</param>
/// <param name="Person">Who did so last.</param>
/// <param name="AtMs">When, milliseconds since 1970 UTC.</param>
/// <param name="ExpiresMs">Until when the node takes that update, milliseconds since 1970 UTC; 0 where it was only handed in.</param>
public sealed record KeptConfiguration(
    string Node, string Hash, string Content, long UpdateId, long Version, string Person, long AtMs, long ExpiresMs);
