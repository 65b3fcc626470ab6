using System;

namespace Wugang.Firmware.Core.Records;

/// <summary>
/// Name of a node: township (division code of nine digits), facility (four digits) and node (two digits),
/// e.g. <c>410481001-0007-01</c>.
/// </summary>
public sealed class NodeId
{
    private const int TownshipDigits = 9;
    private const int FacilityDigits = 4;
    private const int NodeDigits = 2;

    private NodeId(string value)
    {
        Value = value;
    }

    /// <summary>The whole name.</summary>
    public string Value { get; }

    /// <summary>Division code of the township or street, nine digits.</summary>
    public string Township
    {
        get { return Value.Substring(0, TownshipDigits); }
    }

    /// <summary>Number of the facility within its township, four digits.</summary>
    public string Facility
    {
        get { return Value.Substring(TownshipDigits + 1, FacilityDigits); }
    }

    /// <summary>Number of the node within its facility, two digits.</summary>
    public string Node
    {
        get { return Value.Substring(TownshipDigits + FacilityDigits + 2, NodeDigits); }
    }

    /// <summary>Name of the facility with its township, e.g. <c>410481001-0007</c>.</summary>
    public string FacilityId
    {
        get { return Value.Substring(0, TownshipDigits + 1 + FacilityDigits); }
    }

    /// <exception cref="ArgumentException">The text is not a node name.</exception>
    public static NodeId Parse(string text)
    {
        NodeId id = TryParse(text);
        if (id == null)
        {
            throw new ArgumentException("'" + text + "' is not a node name such as 410481001-0007-01.");
        }

        return id;
    }

    /// <summary>The node name, or null if the text is none.</summary>
    public static NodeId TryParse(string text)
    {
        if (text == null || text.Length != TownshipDigits + FacilityDigits + NodeDigits + 2)
        {
            return null;
        }

        for (int i = 0; i < text.Length; i++)
        {
            bool isSeparator = i == TownshipDigits || i == TownshipDigits + 1 + FacilityDigits;
            bool fits = isSeparator ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
            if (!fits)
            {
                return null;
            }
        }

        return new NodeId(text);
    }

    public override string ToString()
    {
        return Value;
    }
}
