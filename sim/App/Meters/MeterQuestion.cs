using System.Text.Json.Nodes;
using Wugang.Firmware.Core.Metering;
using Wugang.Firmware.Node.Drivers.Serial;

namespace Wugang.Sim.App.Meters;

/// <summary>What is asked of one meter, and how the answer is told.</summary>
/// <param name="Protocol">Its protocol, as on the command line.</param>
/// <param name="Address">Whom it asks, as on the command line.</param>
/// <param name="Medium">What the meter counts.</param>
/// <param name="Meter">The question as the node's driver asks it.</param>
internal sealed record MeterQuestion(string Protocol, string Address, Medium Medium, SerialMeter Meter)
{
    /// <summary>One reading: a status and, only where all matched, what the meter said.</summary>
    public JsonObject Describe(MeterReading reading)
    {
        JsonObject said = new()
        {
            ["protocol"] = Protocol,
            ["address"] = Address,
            ["status"] = ReadingStatuses.NameOf(reading.Status),
            ["took_ms"] = reading.AtMs,
        };
        if (reading.HasRegister)
        {
            said["answered_by"] = reading.Address;
            said["value"] = reading.Value.ToString();
            said[Media.RegisterMemberOf(Medium)] = reading.Register;
        }
        else if (reading.Status == ReadingStatus.MeterError)
        {
            said["error_code"] = reading.ErrorCode;
        }

        return said;
    }
}
