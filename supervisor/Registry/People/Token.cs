namespace Wugang.Supervisor.Registry.People;

/// <summary>What a program signs in with, in the name of a person. The secret is told once; here is its hash alone.</summary>
/// <param name="Id">Its public name.</param>
/// <param name="Person">In whose name.</param>
/// <param name="Label">What it is for.</param>
/// <param name="IsReadOnly">Whether it may only read, whatever the person may.</param>
/// <param name="CreatedMs">When it was made, milliseconds since 1970 UTC.</param>
/// <param name="ExpiresMs">Until when it is good.</param>
public sealed record Token(string Id, string Person, string Label, bool IsReadOnly, long CreatedMs, long ExpiresMs);
