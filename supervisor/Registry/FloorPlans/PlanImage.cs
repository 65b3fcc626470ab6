namespace Wugang.Supervisor.Registry.FloorPlans;

/// <summary>A picture of a floor plan.</summary>
/// <param name="Type">Its media type, by its own bytes.</param>
/// <param name="Bytes">As it was handed in.</param>
public sealed record PlanImage(string Type, byte[] Bytes)
{
    /// <summary>Largest picture, in bytes.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    private static readonly (string Type, int Offset, byte[] Mark)[] Known =
    [
        ("image/png", 0, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]),
        ("image/jpeg", 0, [0xFF, 0xD8, 0xFF]),
        ("image/webp", 8, "WEBP"u8.ToArray()),
    ];

    /// <summary>Takes a picture that browsers show and that holds no script.</summary>
    /// <exception cref="RegistryException">It is none, or too large.</exception>
    public static PlanImage Of(byte[] bytes)
    {
        return bytes.Length > MaxBytes
            ? throw new RegistryException(RegistryFault.NotGood, $"The picture has more than {MaxBytes / 1024 / 1024} MB: make it smaller, 2 000 pixels across are plenty.")
            : Known.FirstOrDefault(known => bytes.AsSpan(Math.Min(known.Offset, bytes.Length)).StartsWith(known.Mark)) is { Type: { } type }
                ? new PlanImage(type, bytes)
                : throw new RegistryException(RegistryFault.NotGood, "The picture is no PNG, JPEG or WebP.");
    }
}
