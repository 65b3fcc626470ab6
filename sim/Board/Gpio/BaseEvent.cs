namespace nanoFramework.Runtime.Events;

/// <summary>Root of the arguments that the runtime hands to event handlers.</summary>
public class BaseEvent
{
    public ushort Source;
    public byte Message;
}
