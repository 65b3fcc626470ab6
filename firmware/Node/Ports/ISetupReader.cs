using Wugang.Firmware.Core.Config;

namespace Wugang.Firmware.Node.Ports;

/// <summary>Reads settings and keys as the node does when it starts.</summary>
public interface ISetupReader
{
    /// <param name="text">The whole text.</param>
    /// <param name="errors">What is wrong, each with its path; empty where nothing is.</param>
    /// <returns>The settings; null where something is wrong.</returns>
    NodeSettings ReadSettings(byte[] text, out string[] errors);

    /// <param name="text">The whole text.</param>
    /// <param name="errors">What is wrong, each with its path and never with its value; empty where nothing is.</param>
    /// <returns>The keys; null where something is wrong.</returns>
    NodeKeys ReadKeys(byte[] text, out string[] errors);
}
