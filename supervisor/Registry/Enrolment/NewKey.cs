namespace Wugang.Supervisor.Registry.Enrolment;

/// <summary>A key that was just made: told this once, to be brought to the node.</summary>
/// <param name="Node">Whose.</param>
/// <param name="Kid">Its id.</param>
/// <param name="K">Its 32 secret bytes in base64url.</param>
public sealed record NewKey(string Node, string Kid, string K);
