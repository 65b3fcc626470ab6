namespace Wugang.Sim.App.Phone;

/// <summary>What somebody was given to set a node up with: its settings and its keys, as files on the phone.</summary>
/// <param name="Settings">As in <c>node.json</c>.</param>
/// <param name="Keys">As in <c>keys.json</c>.</param>
internal sealed record SetupPapers(byte[] Settings, byte[] Keys);
