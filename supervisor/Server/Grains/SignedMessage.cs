namespace Wugang.Supervisor.Server.Grains;

/// <summary>What a node will believe, ready to be published.</summary>
/// <param name="Topic">Where to.</param>
/// <param name="Parts">What, in its order.</param>
/// <param name="Id">Its number, which the node answers with.</param>
/// <param name="ExpiresMs">Until when the node takes it, milliseconds since 1970 UTC.</param>
[GenerateSerializer, Immutable]
internal sealed record SignedMessage(string Topic, byte[][] Parts, long Id, long ExpiresMs);

/// <summary>A command that a person gives; the members as on the wire.</summary>
[GenerateSerializer, Immutable]
internal sealed record CommandRequest(string Act, string Zone, long DurationS, string Reason, string By);

/// <summary>A configuration that a person sends.</summary>
/// <param name="Text">Its canonical text.</param>
/// <param name="By">The person.</param>
[GenerateSerializer, Immutable]
internal sealed record ConfigurationRequest(byte[] Text, string By);
