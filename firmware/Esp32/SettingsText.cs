using System;
using System.Collections;
using System.Text;
using nanoFramework.Json;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;

namespace Wugang.Firmware.Esp32;

/// <summary>The configuration and the keys of a node as a person writes them: JSON in UTF-8.</summary>
public static class SettingsText
{
    // Some editors put it before a text in UTF-8; it says nothing.
    private static readonly byte[] ByteOrderMark = { 0xEF, 0xBB, 0xBF };

    /// <param name="text">The whole text.</param>
    /// <param name="pinOfChannel">GPIO number behind each ADC channel of the chip, from channel 0.</param>
    /// <param name="tree">What the text says; null where it is no object.</param>
    /// <param name="errors">What is wrong, each with its path; empty where nothing is.</param>
    /// <returns>The settings; null where something is wrong.</returns>
    public static NodeSettings Read(byte[] text, int[] pinOfChannel, out Hashtable tree, out string[] errors)
    {
        tree = Parse(text, Limits.MaxSettingsBytes);
        if (tree == null)
        {
            errors = new string[] { SettingsErrors.NoObject("settings", Limits.MaxSettingsBytes) };
            return null;
        }

        NodeSettingsReader reader = new NodeSettingsReader(tree, pinOfChannel);
        NodeSettings settings = reader.Read();
        errors = reader.Errors;
        return settings;
    }

    /// <param name="text">The whole text.</param>
    /// <param name="tree">What the text says; null where it is no object.</param>
    /// <param name="errors">What is wrong, each with its path and without its value; empty where nothing is.</param>
    /// <returns>The keys; null where something is wrong.</returns>
    public static NodeKeys ReadKeys(byte[] text, out Hashtable tree, out string[] errors)
    {
        tree = Parse(text, Limits.MaxKeysBytes);
        if (tree == null)
        {
            errors = new string[] { SettingsErrors.NoObject("keys", Limits.MaxKeysBytes) };
            return null;
        }

        NodeKeysReader reader = new NodeKeysReader(tree);
        NodeKeys keys = reader.Read();
        errors = reader.Errors;
        return keys;
    }

    private static Hashtable Parse(byte[] text, int maxBytes)
    {
        if (text.Length > maxBytes)
        {
            return null;
        }

        try
        {
            int start = StartsWithMark(text) ? ByteOrderMark.Length : 0;
            string json = new string(Encoding.UTF8.GetChars(text, start, text.Length - start));
            return JsonConvert.DeserializeObject(json, typeof(Hashtable)) as Hashtable;
        }
        catch (Exception)
        {
            // The library throws exceptions of many types on bad input; all of them mean the same.
            return null;
        }
    }

    private static bool StartsWithMark(byte[] text)
    {
        for (int i = 0; i < ByteOrderMark.Length; i++)
        {
            if (i >= text.Length || text[i] != ByteOrderMark[i])
            {
                return false;
            }
        }

        return true;
    }
}
