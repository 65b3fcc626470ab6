using System.Collections;

namespace Wugang.Firmware.Core.Config;

/// <summary>Reads the list of serial lines.</summary>
internal static class SerialLineReader
{
    public static SerialLineSettings[] ReadList(SettingsObject root, BoardParts parts)
    {
        ArrayList items = root.ReadList("lines", Limits.MaxSerialLines);
        ArrayList lines = new ArrayList();
        for (int i = 0; i < items.Count; i++)
        {
            SettingsObject item = root.ItemOf(items, "lines", i);
            if (item != null)
            {
                lines.Add(ReadLine(item, parts, lines));
            }
        }

        return (SerialLineSettings[])lines.ToArray(typeof(SerialLineSettings));
    }

    private static SerialLineSettings ReadLine(SettingsObject item, BoardParts parts, ArrayList before)
    {
        SerialLineSettings line = new SerialLineSettings();
        line.Port = item.ReadInteger("port", 1, Limits.MaxSerialPort);
        for (int i = 0; i < before.Count; i++)
        {
            if (((SerialLineSettings)before[i]).Port == line.Port)
            {
                item.Refuse("port", "is " + line.Port.ToString() + ", which another line has");
            }
        }

        line.TransmitPin = parts.ReadPin(item, "transmit_pin");
        line.ReceivePin = parts.ReadPin(item, "receive_pin");
        line.DirectionPin = parts.ReadPinIfThere(item, "direction_pin");
        item.Finish();
        return line;
    }
}
