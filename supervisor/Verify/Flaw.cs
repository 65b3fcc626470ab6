namespace Wugang.Supervisor.Verify;

/// <summary>Something in an export that is not as it should be.</summary>
/// <param name="Place">Where: a record of a node, or a line of the file.</param>
/// <param name="What">What is wrong, in words that go on from the place.</param>
public sealed record Flaw(string Place, string What);
