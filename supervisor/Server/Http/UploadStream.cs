namespace Wugang.Supervisor.Server.Http;

/// <summary>Reads what somebody sends as bytes.</summary>
internal static class UploadStream
{
    private const int PartBytes = 64 * 1024;

    /// <summary>The content of a stream, but no more than so many bytes of it: who reads one more than they take sees that it is too large.</summary>
    public static async Task<byte[]> ReadUpToAsync(this Stream content, int maxBytes)
    {
        using MemoryStream bytes = new();
        byte[] part = new byte[PartBytes];
        for (int count; bytes.Length < maxBytes && (count = await content.ReadAsync(part)) > 0;)
        {
            bytes.Write(part, 0, (int)Math.Min(count, maxBytes - bytes.Length));
        }

        return bytes.ToArray();
    }
}
