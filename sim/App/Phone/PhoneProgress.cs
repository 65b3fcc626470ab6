namespace Wugang.Sim.App.Phone;

/// <summary>How far the phone is with a node.</summary>
/// <param name="Node">The node's whole name.</param>
/// <param name="Step">The step it is at.</param>
/// <param name="Networks">The Wi-Fi networks that the node hears, the strongest first.</param>
/// <param name="Failure">Why it did not go on; null while it does.</param>
internal sealed record PhoneProgress(string Node, PhoneStep Step, IReadOnlyList<string> Networks, Saying? Failure);
