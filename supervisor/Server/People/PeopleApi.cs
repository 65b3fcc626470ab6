using Microsoft.AspNetCore.Authentication;
using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Server.Http;

namespace Wugang.Supervisor.Server.People;

/// <summary>The HTTP interface of sessions, people, tokens and the audit log; docs/reference/http.md lists it.</summary>
internal static class PeopleApi
{
    private const int AuditPageMax = 500;
    private const int AuditPage = 100;
    private const int DefaultTokenDays = 90;

    internal sealed record SignInDocument(string Name, string Password);

    internal sealed record PasswordDocument(string Password, string? Old);

    internal sealed record NewPersonDocument(string Name, Role Role, string? Area, string Password);

    internal sealed record PersonDocument(Role Role, string? Area, bool Suspended);

    internal sealed record PersonView(string Name, Role Role, string Area, bool Suspended);

    internal sealed record NewTokenDocument(string Label, bool? ReadOnly, int? Days);

    internal sealed record NewTokenView(string Token);

    internal sealed record TokensView(IReadOnlyList<Token> Tokens);

    internal sealed record PeopleView(IReadOnlyList<PersonView> People);

    internal sealed record AuditView(IReadOnlyList<AuditEntry> Entries);

    internal sealed record AuditCheckView(bool Whole, long? FirstBreak);

    internal sealed record SessionView(string? Name, Role? Role, string? Area, bool Visitor, IReadOnlyList<Right> Rights);

    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        api.MapGet("/session", (HttpContext http) => TypedResults.Ok(ViewOf(Caller.Of(http.User)))).AllowAnonymous();
        api.MapPost("/session", SignInAsync).AllowAnonymous();
        api.MapDelete("/session", SignOutAsync).AllowAnonymous();
        api.MapPut("/session/password", ChangeOwnPasswordAsync);

        api.MapGet("/people", async (PeopleBook people) => TypedResults.Ok(new PeopleView([.. (await people.ReadAsync()).Select(ViewOf)]))).Needs(Right.Administrate);
        api.MapPost("/people", async (NewPersonDocument person, Caller caller, PeopleBook people) =>
        {
            await people.AddAsync(caller.Person.Name, person.Name, person.Role, person.Area ?? Area.City, person.Password);
            return TypedResults.NoContent();
        }).Needs(Right.Administrate);
        api.MapPut("/people/{name}", async (string name, PersonDocument person, Caller caller, PeopleBook people) =>
        {
            await people.ChangeAsync(caller.Person.Name, name, person.Role, person.Area ?? Area.City, person.Suspended);
            return TypedResults.NoContent();
        }).Needs(Right.Administrate);
        api.MapPut("/people/{name}/password", async (string name, PasswordDocument document, Caller caller, PeopleBook people) =>
        {
            await people.SetPasswordAsync(caller.Person.Name, name, document.Password);
            return TypedResults.NoContent();
        }).Needs(Right.Administrate);

        api.MapGet("/tokens", async (Caller caller, TokenBook tokens) => TypedResults.Ok(new TokensView(await tokens.ReadAsync(OwnerFor(caller)))));
        api.MapPost("/tokens", AddTokenAsync);
        api.MapDelete("/tokens/{token}", RemoveTokenAsync);

        api.MapGet("/audit", ReadAuditAsync);
        api.MapGet("/audit/check", async (AuditLog log) =>
        {
            long? broken = await log.FindBreakAsync();
            return TypedResults.Ok(new AuditCheckView(broken is null, broken));
        }).Needs(Right.ReadAudit);
    }

    private static async Task<IResult> SignInAsync(SignInDocument document, HttpContext http, PeopleBook people, SignInLimit limit, AuditLog log)
    {
        (bool isLetThrough, Person? person) = await limit.TryAsync(document.Name, () => people.SignInAsync(document.Name, document.Password));
        if (!isLetThrough)
        {
            http.Response.Headers.RetryAfter = "60";
            return Refusal.Of(
                StatusCodes.Status429TooManyRequests, "Too many attempts", $"At most {SignInLimit.PerMinute} a minute for a name. Wait a minute.");
        }

        if (person is null)
        {
            return Refusal.Of(StatusCodes.Status401Unauthorized, "Not signed in", "The name or the password is not right.");
        }

        Caller caller = new(person, IsReadOnly: false, IsVisitor: false);
        await http.SignInAsync(SignInServices.Session, caller.ToPrincipal(SignInServices.Session));
        await log.NoteAsync(new Act(person.Name, "session.begin", person.Name, person.Area, ""));
        return TypedResults.Ok(ViewOf(caller));
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, AuditLog log)
    {
        if (Caller.Of(http.User) is { IsVisitor: false } caller)
        {
            await log.NoteAsync(new Act(caller.Person.Name, "session.end", caller.Person.Name, caller.Person.Area, ""));
        }

        await http.SignOutAsync(SignInServices.Session);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ChangeOwnPasswordAsync(PasswordDocument document, Caller caller, HttpContext http, PeopleBook people, SignInLimit limit)
    {
        (bool isLetThrough, Person? person) = await limit.TryAsync(caller.Person.Name, () => people.SignInAsync(caller.Person.Name, document.Old ?? ""));
        if (!isLetThrough || person is null)
        {
            return Refusal.Of(StatusCodes.Status403Forbidden, "Not changed", "'old' is not your present password, or was tried too often.");
        }

        await people.SetPasswordAsync(person.Name, person.Name, document.Password);
        await http.SignInAsync(
            SignInServices.Session, new Caller((await people.FindAsync(person.Name))!, false, false).ToPrincipal(SignInServices.Session));
        return TypedResults.NoContent();
    }

    private static async Task<IResult> AddTokenAsync(NewTokenDocument document, Caller caller, TokenBook tokens)
    {
        return caller.IsVisitor || caller.IsReadOnly
            ? Refusal.Of(StatusCodes.Status403Forbidden, "Not allowed", "Sign in as a person first: a token acts in the name of its maker.")
            : TypedResults.Ok(new NewTokenView(await tokens.AddAsync(
                caller.Person.Name, document.Label, document.ReadOnly ?? true, document.Days ?? DefaultTokenDays)));
    }

    private static async Task<IResult> RemoveTokenAsync(string token, Caller caller, TokenBook tokens)
    {
        if (caller.IsReadOnly)
        {
            return Refusal.Of(StatusCodes.Status403Forbidden, "Not allowed", "This token may only read.");
        }

        await tokens.RemoveAsync(caller.Person.Name, token, OwnerFor(caller));
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ReadAuditAsync(string? area, string[] what, long? before, int? count, Caller caller, AuditLog log)
    {
        string part = string.IsNullOrEmpty(area) ? caller.Person.Area : area;
        if (!caller.Person.Holds(Right.ReadAudit))
        {
            return Refusal.Of(StatusCodes.Status403Forbidden, "Not allowed", "The audit log is for the city, townships and auditors.");
        }

        return Area.Contains(caller.Person.Area, part)
            ? TypedResults.Ok(new AuditView(
                await log.ReadAsync(part, before ?? long.MaxValue, Math.Clamp(count ?? AuditPage, 1, AuditPageMax), what)))
            : Refusal.OfUnknown(part);
    }

    /// <summary>Whose tokens they see: their own, or everybody's where they administrate.</summary>
    private static string? OwnerFor(Caller caller)
    {
        return caller.May(Right.Administrate, Area.City) ? null : caller.Person.Name;
    }

    private static SessionView ViewOf(Caller? caller)
    {
        return caller is null
            ? new SessionView(null, null, null, false, [])
            : new SessionView(
                caller.Person.Name,
                caller.Person.Role,
                caller.Person.Area,
                caller.IsVisitor,
                [.. Enum.GetValues<Right>().Where(right => caller.May(right, caller.Person.Area))]);
    }

    private static PersonView ViewOf(Person person)
    {
        return new PersonView(person.Name, person.Role, person.Area, person.IsSuspended);
    }
}
