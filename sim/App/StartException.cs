namespace Wugang.Sim.App;

/// <summary>The simulator cannot start as it was asked to; the message is for the person who asked.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
