using System.Security.Claims;
using Wugang.Supervisor.Registry.People;

namespace Wugang.Supervisor.Server.People;

/// <summary>Who asks: a person by session or token or, where the supervisor is open, a visitor. Endpoints take it as a parameter.</summary>
/// <param name="Person">In whose name.</param>
/// <param name="IsReadOnly">Whether the token may only read.</param>
/// <param name="IsVisitor">Whether nobody signed in.</param>
internal sealed record Caller(Person Person, bool IsReadOnly, bool IsVisitor)
{
    private const string ReadOnlyClaim = "read_only";
    private const string VisitorClaim = "visitor";
    private const string AreaClaim = "area";
    private const string StampClaim = "stamp";

    /// <summary>Whoever reaches an open supervisor: everything is allowed.</summary>
    public static Caller Visitor { get; } = new(new Person("visitor", Role.City, Area.City, false, ""), IsReadOnly: false, IsVisitor: true);

    /// <summary>Whether they may do something to a township, facility or node.</summary>
    public bool May(Right right, string part)
    {
        return Person.May(right, part) && (!IsReadOnly || right is Right.Read or Right.ReadAudit);
    }

    /// <summary>The name under which an act goes into records and log.</summary>
    /// <param name="by">What the request says: a visitor says who they are; who has signed in is who they are.</param>
    /// <returns>The name, or null where the request names somebody else.</returns>
    public string? NameFor(string? by)
    {
        return IsVisitor ? by ?? ""
            : by is null || by == Person.Name ? Person.Name
            : null;
    }

    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.Name, Person.Name),
            new(ClaimTypes.Role, Person.Role.ToString()),
            new(AreaClaim, Person.Area),
            new(StampClaim, Person.Stamp),
        ];
        if (IsReadOnly)
        {
            claims.Add(new Claim(ReadOnlyClaim, ""));
        }

        if (IsVisitor)
        {
            claims.Add(new Claim(VisitorClaim, ""));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    public static Caller? Of(ClaimsPrincipal principal)
    {
        return principal.Identity?.IsAuthenticated == true && Enum.TryParse(principal.FindFirstValue(ClaimTypes.Role), out Role role)
            ? new Caller(
                new Person(principal.Identity.Name!, role, principal.FindFirstValue(AreaClaim)!, false, principal.FindFirstValue(StampClaim)!),
                principal.HasClaim(claim => claim.Type == ReadOnlyClaim),
                principal.HasClaim(claim => claim.Type == VisitorClaim))
            : null;
    }

    /// <summary>How endpoints get it.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context)
    {
        return ValueTask.FromResult(Of(context.User));
    }
}
