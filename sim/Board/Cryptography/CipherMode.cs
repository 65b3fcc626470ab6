namespace System.Security.Cryptography;

/// <summary>How blocks of a cipher hang together.</summary>
public enum CipherMode
{
    None = 0,
    CBC = 1,
    ECB = 2,
}
