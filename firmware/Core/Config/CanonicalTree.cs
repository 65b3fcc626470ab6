using System;
using System.Collections;
using Wugang.Firmware.Core.Records;

namespace Wugang.Firmware.Core.Config;

/// <summary>
/// Settings and keys in their canonical spelling (RFC 8785, restricted to ASCII text and integers), as trees of
/// <see cref="Hashtable"/>, <see cref="ArrayList"/>, text, whole numbers and booleans.
/// </summary>
public static class CanonicalTree
{
    /// <summary>Reads an object that fills the array.</summary>
    /// <returns>Null where it is anything else, or spelt in another way.</returns>
    public static Hashtable Read(byte[] text)
    {
        CanonicalReader json = new CanonicalReader();
        json.Restart(text, 0, text.Length);
        Hashtable tree = json.Read() == JsonToken.BeginObject ? ReadObject(json) : null;
        return tree != null && json.Read() == JsonToken.End ? tree : null;
    }

    /// <summary>Writes a tree that the reader of settings or keys has found good.</summary>
    /// <param name="tree">The object.</param>
    /// <param name="maxBytes">Longest text.</param>
    /// <exception cref="InvalidOperationException">The text is longer, or the tree holds what no canonical text can.</exception>
    public static byte[] Write(Hashtable tree, int maxBytes)
    {
        CanonicalWriter json = new CanonicalWriter(new byte[maxBytes]);
        json.Restart(0);
        WriteObject(json, tree);
        byte[] text = new byte[json.Position];
        Array.Copy(json.Buffer, 0, text, 0, text.Length);
        return text;
    }

    private static Hashtable ReadObject(CanonicalReader json)
    {
        Hashtable members = new Hashtable();
        JsonToken token = json.Read();
        while (token == JsonToken.Name)
        {
            string name = json.GetText();
            object value = ReadValue(json, json.Read());
            if (value == null)
            {
                return null;
            }

            members[name] = value;
            token = json.Read();
        }

        return token == JsonToken.EndObject ? members : null;
    }

    private static ArrayList ReadList(CanonicalReader json)
    {
        ArrayList items = new ArrayList();
        JsonToken token = json.Read();
        while (token != JsonToken.EndArray)
        {
            object value = ReadValue(json, token);
            if (value == null)
            {
                return null;
            }

            items.Add(value);
            token = json.Read();
        }

        return items;
    }

    /// <returns>Null where the token begins no value.</returns>
    private static object ReadValue(CanonicalReader json, JsonToken token)
    {
        switch (token)
        {
            case JsonToken.BeginObject:
                return ReadObject(json);
            case JsonToken.BeginArray:
                return ReadList(json);
            case JsonToken.Text:
                return json.GetText();
            case JsonToken.Integer:
                long number = json.IntegerValue;
                return number >= int.MinValue && number <= int.MaxValue ? (object)(int)number : number;
            case JsonToken.True:
                return true;
            case JsonToken.False:
                return false;
            case JsonToken.Name:
            case JsonToken.EndObject:
            case JsonToken.EndArray:
            case JsonToken.End:
            case JsonToken.NotJson:
            case JsonToken.NotCanonical:
                return null;
            default:
                throw new ArgumentOutOfRangeException(nameof(token));
        }
    }

    private static void WriteObject(CanonicalWriter json, Hashtable members)
    {
        ArrayList names = SortedNames.Of(members);
        json.BeginObject();
        for (int i = 0; i < names.Count; i++)
        {
            string name = (string)names[i];
            WriteValue(json.Name(name), members[name]);
        }

        json.EndObject();
    }

    private static void WriteValue(CanonicalWriter json, object value)
    {
        if (value is Hashtable)
        {
            WriteObject(json, (Hashtable)value);
        }
        else if (value is ArrayList)
        {
            ArrayList items = (ArrayList)value;
            json.BeginArray();
            for (int i = 0; i < items.Count; i++)
            {
                WriteValue(json, items[i]);
            }

            json.EndArray();
        }
        else if (value is bool)
        {
            json.Boolean((bool)value);
        }
        else if (value is string)
        {
            json.Text((string)value);
        }
        else if (value is int || value is long)
        {
            json.Integer(value is int ? (int)value : (long)value);
        }
        else
        {
            throw new InvalidOperationException("The tree holds what no canonical text can.");
        }
    }
}
