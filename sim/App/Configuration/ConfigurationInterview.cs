using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Esp32;

namespace Wugang.Sim.App.Configuration;

/// <summary>
/// Asks a person what a node is made of, one line an answer, and makes a configuration of it. Each answer is checked by the node's own code
/// at once, and asked for again where it does not fit. An empty line takes what stands in brackets.
/// </summary>
internal sealed class ConfigurationInterview(TextReader input, TextWriter output)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly JsonObject _document = new() { ["version"] = 1 };

    /// <summary>Asks everything.</summary>
    /// <returns>The configuration, laid out for people.</returns>
    /// <exception cref="EndOfStreamException">The input ended before an answer that is needed.</exception>
    public byte[] Ask()
    {
        Ask(_document, "node", "", "Name of the node: township, facility, node", "410481001-0007-01", Text);
        JsonObject broker = Add(_document, "broker");
        Ask(broker, "host", "broker.", "Host of the MQTT broker", "192.168.1.10", Text);
        Ask(broker, "port", "broker.", "Its port", "1883", Number);
        Ask(Add(_document, "siren"), "pin", "siren.", "GPIO of the siren", "21", Number);
        JsonObject controls = Add(_document, "controls");
        Ask(controls, "reset_pin", "controls.", "GPIO of the reset key", "14", Number);
        AskIfThere(controls, "silence_pin", "controls.", "GPIO of the silence button, - for none", "13");
        AskIfThere(controls, "set_pin", "controls.", "GPIO of the key switch, - for none", "12");
        AskItems("zones", "zone", AskZone);
        AskHours();
        AskItems("meters", "pulse meter", AskMeter);
        return JsonSerializer.SerializeToUtf8Bytes(_document, Indented);
    }

    private static JsonNode? Text(string answer)
    {
        return answer;
    }

    private static JsonNode? Number(string answer)
    {
        return int.TryParse(answer, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : answer;
    }

    private static JsonNode? YesOrNo(string answer)
    {
        return answer switch
        {
            "y" or "yes" => true,
            "n" or "no" => false,
            _ => answer,
        };
    }

    private static JsonObject Add(JsonObject owner, string name)
    {
        JsonObject added = [];
        owner[name] = added;
        return added;
    }

    private void AskZone(JsonObject zone, string path)
    {
        Ask(zone, "type", path, "  type: door, window, motion, smoke, panic, gas_leak, water_leak or tamper", "door", Text);
        Ask(zone, "pin", path, "  GPIO of its contact, which is closed while all is well", null, Number);
        if (zone["type"]!.GetValue<string>() is "door" or "window" or "motion")
        {
            Ask(zone, "entry_route", path, "  do people come and go by it, y or n", "n", YesOrNo);
        }
    }

    private void AskMeter(JsonObject meter, string path)
    {
        Ask(meter, "medium", path, "  medium: electricity, water or gas", "electricity", Text);
        Ask(meter, "pin", path, "  GPIO of its pulse output", null, Number);
        bool isElectric = meter["medium"]!.GetValue<string>() == "electricity";
        Ask(
            meter,
            isElectric ? "impulses_per_kwh" : "litres_per_impulse",
            path,
            isElectric ? "  impulses per kWh, on its plate" : "  litres per impulse, on its plate",
            isElectric ? "1600" : "10",
            Number);
    }

    private void AskItems(string list, string what, Action<JsonObject, string> askRest)
    {
        JsonArray items = [];
        _document[list] = items;
        while (true)
        {
            string path = $"{list}[{items.Count}].";
            output.Write($"Name of a {what}, empty for no more: ");
            string? name = input.ReadLine()?.Trim();
            if (string.IsNullOrEmpty(name))
            {
                return;
            }

            JsonObject item = new() { ["name"] = name };
            items.Add(item);
            if (FindFault(path + "name") is { } fault)
            {
                output.WriteLine(fault);
                items.Remove(item);
                continue;
            }

            askRest(item, path);
        }
    }

    private void AskHours()
    {
        output.Write("Days on which it is open, such as mon-fri, empty for no opening hours: ");
        string? days = input.ReadLine()?.Trim();
        if (string.IsNullOrEmpty(days))
        {
            return;
        }

        JsonObject hours = new() { ["days"] = days };
        Add(_document, "schedule")["hours"] = new JsonArray(hours);
        const string path = "schedule.hours[0].";
        if (FindFault(path + "days") is { } fault)
        {
            output.WriteLine(fault);
            _document.Remove("schedule");
            AskHours();
            return;
        }

        Ask(hours, "open", path, "  from", "07:30", Text);
        Ask(hours, "close", path, "  to", "18:30", Text);
    }

    private void AskIfThere(JsonObject owner, string name, string path, string question, string usual)
    {
        Ask(owner, name, path, question, usual, answer => answer == "-" ? null : Number(answer));
        if (owner[name] is null)
        {
            owner.Remove(name);
        }
    }

    private void Ask(JsonObject owner, string name, string path, string question, string? usual, Func<string, JsonNode?> read)
    {
        while (true)
        {
            output.Write(usual is null ? $"{question}: " : $"{question} [{usual}]: ");
            string answer = input.ReadLine()?.Trim() ?? usual ?? throw new EndOfStreamException(
                $"The input ended before the answer to '{question.Trim()}'.");
            JsonNode? value = read(answer.Length == 0 && usual is not null ? usual : answer);
            owner[name] = value;
            if (value is null || FindFault(path + name) is not { } fault)
            {
                return;
            }

            output.WriteLine(fault);
            owner.Remove(name);
        }
    }

    /// <summary>What the node would say about what stands at this path, or null; what is still to be asked for does not count.</summary>
    private string? FindFault(string path)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(_document);
        SettingsText.Read(text, ChannelPins.OfEsp32S3(), out _, out string[] errors);
        return errors.FirstOrDefault(error =>
            error.StartsWith(path + " ", StringComparison.Ordinal) || error.EndsWith($"which {path} has", StringComparison.Ordinal));
    }
}
