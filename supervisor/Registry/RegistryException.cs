namespace Wugang.Supervisor.Registry;

/// <summary>What a person asked for does not fit what is there; the message says what and what to do. Nothing was changed.</summary>
public sealed class RegistryException(RegistryFault fault, string message) : Exception(message)
{
    public RegistryFault Fault { get; } = fault;
}
