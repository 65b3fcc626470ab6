namespace Wugang.Sim.Scenarios.Text;

/// <summary>The line that is being read is wrong; the message says what was expected.</summary>
internal sealed class SyntaxException(string message) : Exception(message);
