using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Registry.People;

namespace Wugang.Supervisor.Server.People;

/// <summary>Sessions, tokens, and how often anybody may ask.</summary>
internal static class SignInServices
{
    /// <summary>The scheme of people in a browser.</summary>
    public const string Session = "session";

    // By what a request brings with it.
    private const string Either = "either";
    private const int RequestsPerSecond = 100;
    private const int RequestsAtOnce = 400;

    // Several servers have copies of one key ring: none makes a key of its own that the others do not know.
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan SessionTime = TimeSpan.FromHours(12);

    public static void AddSignIn(this IServiceCollection services, SupervisorOptions options)
    {
        services.AddSingleton<PeopleBook>();
        services.AddSingleton<TokenBook>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<SignInLimit>();
        services.AddDataProtection().SetApplicationName("wugang-supervisor").SetDefaultKeyLifetime(KeyLifetime).PersistKeysToFileSystem(OpenKeyRing(options.DataFolder));
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, policy => policy.ForwardDefaultSelector = context =>
                context.Request.Cookies.ContainsKey(Session) && context.Request.Headers.Authorization.Count == 0 ? Session : TokenAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null)
            .AddCookie(Session, cookie =>
            {
                cookie.Cookie.Name = Session;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Strict;
                cookie.ExpireTimeSpan = SessionTime;
                cookie.SlidingExpiration = true;
                cookie.Events.OnRedirectToLogin = Answer(StatusCodes.Status401Unauthorized);
                cookie.Events.OnRedirectToAccessDenied = Answer(StatusCodes.Status403Forbidden);
                cookie.Events.OnValidatePrincipal = ValidateAsync;
            });
        services.AddAuthorization();
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
                context.User.Identity?.Name ?? context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = RequestsAtOnce,
                    TokensPerPeriod = RequestsPerSecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                }));
        });
    }

    /// <summary>Who asks is known from here on; where the supervisor is open, whoever does not say who they are is a visitor.</summary>
    public static void UseSignIn(this WebApplication app, SupervisorOptions options)
    {
        app.UseAuthentication();
        app.Use((context, next) =>
        {
            if (options.IsOpen && context.User.Identity?.IsAuthenticated != true && context.Request.Headers.Authorization.Count == 0)
            {
                context.User = Caller.Visitor.ToPrincipal(TokenAuthentication.SchemeName);
            }

            return next(context);
        });
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    /// <summary>Whether a session is still what it was when it was signed in.</summary>
    public static async Task<bool> IsGoodAsync(this PeopleBook people, Caller caller)
    {
        return caller.IsVisitor || (await people.FindAsync(caller.Person.Name) is { IsSuspended: false } person && person.Stamp == caller.Person.Stamp);
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        PeopleBook people = context.HttpContext.RequestServices.GetRequiredService<PeopleBook>();
        if (Caller.Of(context.Principal!) is not { } caller || !await people.IsGoodAsync(caller))
        {
            context.RejectPrincipal();
        }
    }

    private static Func<RedirectContext<CookieAuthenticationOptions>, Task> Answer(int status)
    {
        return context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };
    }

    private static DirectoryInfo OpenKeyRing(string dataFolder)
    {
        string path = Path.Combine(dataFolder, "key-ring");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
