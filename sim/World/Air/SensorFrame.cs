namespace Wugang.Sim.World.Air;

/// <summary>What a sensor sends at one instant, and perhaps again a few times.</summary>
/// <param name="Sensor">Who.</param>
/// <param name="Counter">Under which counter it is encrypted; higher than that of every frame before.</param>
/// <param name="Active">Identifiers of the objects that are active, and of a button that was pressed.</param>
/// <param name="Data">The service data behind the UUID.</param>
public sealed record SensorFrame(VirtualSensor Sensor, uint Counter, IReadOnlyList<byte> Active, byte[] Data);
