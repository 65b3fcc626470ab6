namespace Wugang.Firmware.Core.Records;

/// <summary>Makes the signatures of one key: HS256 on a bare ESP32, ES256 in a secure element or at the supervisor.</summary>
public interface ISigner
{
    /// <summary>The JWS protected header in base64url; it names the algorithm and the key id.</summary>
    byte[] ProtectedHeader { get; }

    /// <summary>Length of a signature, in bytes.</summary>
    int SignatureBytes { get; }

    /// <summary>The signature over a range of the buffer.</summary>
    byte[] Sign(byte[] buffer, int offset, int count);
}
