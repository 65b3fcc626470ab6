using Wugang.Firmware.Core.Records;

namespace Wugang.Sim.App;

/// <summary>What a node needs to sign in and to sign: the part of its settings that differs from run to run.</summary>
/// <param name="BrokerHost">Host name or address of the broker.</param>
/// <param name="BrokerPort">TCP port of the broker.</param>
/// <param name="Password">The node's password there.</param>
/// <param name="KeyId">Id of the key.</param>
/// <param name="Secret">The key's 32 bytes in base64url.</param>
internal sealed record NodeAccess(string BrokerHost, int BrokerPort, string Password, string KeyId, string Secret)
{
    /// <summary>The key as the supervisor knows it.</summary>
    public NodeKey MakeKey(IMac mac)
    {
        return new NodeKey(KeyId, System.Buffers.Text.Base64Url.DecodeFromChars(Secret), mac);
    }
}
