namespace nanoFramework.Json;

/// <summary>The text is not the JSON that was asked for.</summary>
public class DeserializationException : Exception
{
}
