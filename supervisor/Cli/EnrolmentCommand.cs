using System.CommandLine;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Wugang.Supervisor.Cli;

/// <summary><c>enrolment …</c>: who is supervised and with which keys, asked of a running supervisor over HTTP in the name of a token's person.</summary>
internal static class EnrolmentCommand
{
    private const string TokenVariable = "WUGANG_TOKEN";

    private static readonly Option<Uri> Server = new("--server")
    {
        Description = "Address of the supervisor.",
        DefaultValueFactory = _ => new Uri("http://127.0.0.1:18080"),
        CustomParser = result =>
        {
            string text = result.Tokens.Single().Value;
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https")
            {
                return address;
            }

            result.AddError($"--server must be an address such as http://127.0.0.1:18080, not '{text}'.");
            return null;
        },
        Recursive = true,
    };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        Command command = new("enrolment", $"Who is supervised and with which keys. The token is in the environment variable {TokenVariable}.") { Server };
        Command list = new("list", "All facilities, nodes and keys, without secrets.");
        list.SetAction((parsed, cancel) => SendAsync(parsed, HttpMethod.Get, "", null, cancel));
        command.Subcommands.Add(list);
        command.Subcommands.Add(CreateFacility());
        command.Subcommands.Add(CreateNode());
        command.Subcommands.Add(CreateKey());
        return command;
    }

    private static Command CreateFacility()
    {
        Argument<string> id = new("id") { Description = "Such as 410481001-0007." };
        (Option<string> zh, Option<string> en) = Names("", "its name");
        (Option<string> townshipZh, Option<string> townshipEn) = Names("township-", "the name of its township");
        Command add = new("add", "Adds a facility.") { id, zh, en, townshipZh, townshipEn };
        add.SetAction((parsed, cancel) => SendAsync(
            parsed,
            HttpMethod.Post,
            "/facilities",
            new
            {
                id = parsed.GetValue(id),
                name = new { zh = parsed.GetValue(zh), en = parsed.GetValue(en) },
                township = new { zh = parsed.GetValue(townshipZh), en = parsed.GetValue(townshipEn) },
            },
            cancel));
        return new Command("facility", "Facilities.") { add };
    }

    private static Command CreateNode()
    {
        Argument<string> id = new("id") { Description = "Such as 410481001-0007-01." };
        (Option<string> zh, Option<string> en) = Names("", "its name");
        Command add = new("add", "Adds a node to its facility, and tells its first key this once.") { id, zh, en };
        add.SetAction((parsed, cancel) => SendAsync(
            parsed, HttpMethod.Post, "/nodes", new { id = parsed.GetValue(id), name = new { zh = parsed.GetValue(zh), en = parsed.GetValue(en) } }, cancel));
        return new Command("node", "Nodes.")
        {
            add,
            CreateState("suspend", "suspended", "Believes nothing in its name for the time being."),
            CreateState("resume", "active", "Takes a suspension back."),
            CreateState("retire", "retired", "Takes it out for good; what it said stays."),
        };
    }

    private static Command CreateState(string verb, string state, string description)
    {
        Argument<string> id = new("id");
        Command command = new(verb, description) { id };
        command.SetAction((parsed, cancel) => SendAsync(parsed, HttpMethod.Put, $"/nodes/{parsed.GetValue(id)}/state", new { state }, cancel));
        return command;
    }

    private static Command CreateKey()
    {
        Argument<string> node = new("node");
        Argument<string> kid = new("kid");
        Command add = new("add", "Makes one more key, accepted beside the others, and tells it this once.") { node, kid };
        add.SetAction((parsed, cancel) => SendAsync(
            parsed, HttpMethod.Post, $"/nodes/{parsed.GetValue(node)}/keys", new { kid = parsed.GetValue(kid) }, cancel));
        Command use = new("use", "Signs with it from now on what the supervisor says to the node.") { node, kid };
        use.SetAction((parsed, cancel) => SendAsync(
            parsed, HttpMethod.Put, $"/nodes/{parsed.GetValue(node)}/keys/{parsed.GetValue(kid)}/use", null, cancel));
        Command retire = new("retire", "Believes no signature with it any longer.") { node, kid };
        retire.SetAction((parsed, cancel) => SendAsync(
            parsed, HttpMethod.Delete, $"/nodes/{parsed.GetValue(node)}/keys/{parsed.GetValue(kid)}", null, cancel));
        return new Command("key", "Keys of nodes: add, bring it to the node, use, retire the old one.") { add, use, retire };
    }

    private static (Option<string> Zh, Option<string> En) Names(string prefix, string what)
    {
        return (
            new Option<string>($"--{prefix}zh") { Description = $"In Chinese {what}.", Required = true },
            new Option<string>($"--{prefix}en") { Description = $"In English {what}.", Required = true });
    }

    private static async Task<int> SendAsync(ParseResult parsed, HttpMethod method, string path, object? document, CancellationToken cancel)
    {
        using HttpClient http = new();
        using HttpRequestMessage request = new(method, new Uri(parsed.GetValue(Server)!, "/api/v1/enrolment" + path))
        {
            Content = document is null ? null : JsonContent.Create(document),
        };
        if (Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, cancel);
            string text = await response.Content.ReadAsStringAsync(cancel);
            if (response.IsSuccessStatusCode)
            {
                Console.Out.WriteLine(text.Length > 0 ? JsonSerializer.Serialize(JsonElement.Parse(text), Indented) : "Done.");
                return ExitCode.Ok;
            }

            Console.Error.WriteLine(Explain(response, text));
            return ExitCode.BadInput;
        }
        catch (HttpRequestException e)
        {
            Console.Error.WriteLine($"{request.RequestUri} does not answer ({e.Message}). Is the supervisor running, and is --server right?");
            return ExitCode.BadInput;
        }
    }

    private static string Explain(HttpResponseMessage response, string text)
    {
        return response.StatusCode == System.Net.HttpStatusCode.Unauthorized
            ? $"The supervisor asks who you are: make a token on its page and put it into {TokenVariable}."
            : response.Content.Headers.ContentType?.MediaType == "application/problem+json"
                && JsonElement.Parse(text).TryGetProperty("detail", out JsonElement detail)
            ? detail.GetString()!
            : $"The supervisor answers {(int)response.StatusCode}.";
    }
}
