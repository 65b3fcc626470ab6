using System;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Shared;

/// <summary>Bytes as tests write them.</summary>
internal static class Bytes
{
    private const string Digits = "0123456789abcdef";

    public static byte[] FromHex(string hex)
    {
        byte[] bytes = new byte[hex.Length / 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((Digits.IndexOf(hex[2 * i]) * 16) + Digits.IndexOf(hex[(2 * i) + 1]));
        }

        return bytes;
    }

    public static string ToHex(byte[] bytes)
    {
        char[] hex = new char[bytes.Length * 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            hex[2 * i] = Digits[bytes[i] >> 4];
            hex[(2 * i) + 1] = Digits[bytes[i] & 15];
        }

        return new string(hex);
    }

    /// <summary>ASCII text in which an apostrophe stands for a quotation mark, so that JSON stays readable.</summary>
    public static byte[] FromJson(string text)
    {
        byte[] bytes = Ascii.GetBytes(text);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = bytes[i] == (byte)'\'' ? (byte)'"' : bytes[i];
        }

        return bytes;
    }

    public static string ToText(byte[] bytes)
    {
        return Ascii.GetString(bytes, 0, bytes.Length);
    }

    public static byte[] Slice(byte[] source, int offset, int count)
    {
        byte[] slice = new byte[count];
        Array.Copy(source, offset, slice, 0, count);
        return slice;
    }

    /// <summary>The numbers from 0 on, each one byte.</summary>
    public static byte[] Ascending(int count)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            bytes[i] = (byte)i;
        }

        return bytes;
    }
}
