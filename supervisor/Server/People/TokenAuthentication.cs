using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Wugang.Supervisor.Registry.People;

namespace Wugang.Supervisor.Server.People;

/// <summary>Signs programs in by <c>Authorization: Bearer wsn_…</c>.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    PeopleBook people,
    TokenBook tokens) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "token";
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return AuthenticateResult.NoResult();
        }

        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || await tokens.FindAsync(header[Bearer.Length..].Trim()) is not { } token)
        {
            return AuthenticateResult.Fail("The token is none of this supervisor, or its time is over.");
        }

        Person? person = await people.FindAsync(token.Person);
        return person is { IsSuspended: false }
            ? AuthenticateResult.Success(new AuthenticationTicket(new Caller(person, token.IsReadOnly, IsVisitor: false).ToPrincipal(SchemeName), SchemeName))
            : AuthenticateResult.Fail("The person of the token may not sign in.");
    }
}
