using System;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Journal;

namespace Wugang.Firmware.Esp32;

/// <summary>
/// The settings on the flash drive: the file that a person writes, and a copy of the last good ones for the day when
/// that file is bad. The copy is a slot, so that a loss of power at any moment leaves it whole.
/// </summary>
internal sealed class SettingsStore
{
    /// <summary>Name of the settings in the root of the flash drive.</summary>
    public const string FileName = "node.json";

    private const string LastGoodName = "lastgood";

    private readonly IStorage _storage;
    private readonly int[] _pinOfChannel;

    /// <param name="storage">The flash drive.</param>
    /// <param name="pinOfChannel">GPIO number behind each ADC channel of the chip, from channel 0.</param>
    public SettingsStore(IStorage storage, int[] pinOfChannel)
    {
        _storage = storage;
        _pinOfChannel = pinOfChannel;
    }

    /// <summary>What is wrong with the file; empty where nothing is.</summary>
    public string[] Errors { get; private set; }

    /// <summary>The settings of the file, else the last good ones, else null.</summary>
    public NodeSettings Load()
    {
        Slot slot = new Slot(_storage, LastGoodName, Limits.MaxSettingsBytes);
        byte[] lastGood = new byte[Limits.MaxSettingsBytes];
        bool isThere = slot.Load(lastGood);

        byte[] newest = ReadFile();
        string[] errors;
        NodeSettings settings = SettingsText.Read(newest, _pinOfChannel, out errors);
        Errors = errors;
        if (settings == null)
        {
            return isThere ? SettingsText.Read(lastGood, _pinOfChannel, out errors) : null;
        }

        if (!isThere || !AreEqual(newest, lastGood))
        {
            // Where it cannot be stored, the new settings are still the right ones to run with.
            slot.Save(newest);
        }

        return settings;
    }

    /// <summary>The file with blanks behind it up to the length of the copy; as it is where it is longer.</summary>
    private byte[] ReadFile()
    {
        byte[] text = new byte[Limits.MaxSettingsBytes + 1];
        int count = _storage.Read(FileName, text);
        if (count > Limits.MaxSettingsBytes)
        {
            return text;
        }

        byte[] padded = new byte[Limits.MaxSettingsBytes];
        Array.Copy(text, 0, padded, 0, count);
        for (int i = count; i < padded.Length; i++)
        {
            padded[i] = (byte)' ';
        }

        return padded;
    }

    private static bool AreEqual(byte[] first, byte[] second)
    {
        for (int i = 0; i < first.Length; i++)
        {
            if (first[i] != second[i])
            {
                return false;
            }
        }

        return true;
    }
}
