namespace Wugang.Sim.App;

/// <summary>What a node needs to sign in and to sign: the part of its settings that differs from run to run.</summary>
/// <param name="BrokerHost">Host name or address of the broker.</param>
/// <param name="BrokerPort">TCP port of the broker.</param>
/// <param name="Password">The node's password there.</param>
/// <param name="Key">The node's key.</param>
internal sealed record NodeAccess(string BrokerHost, int BrokerPort, string Password, StoredKey Key);
