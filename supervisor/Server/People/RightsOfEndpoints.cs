using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Server.Http;

namespace Wugang.Supervisor.Server.People;

/// <summary>Lets requests through to an endpoint by who asks, and tells pages of other sites off.</summary>
internal static class RightsOfEndpoints
{
    /// <summary>
    /// Who asks needs a right at the facility or node that the route names as <c>id</c>, or in the whole city where it names none. What lies outside
    /// what they see is not there for them.
    /// </summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Right right)
        where TBuilder : IEndpointConventionBuilder
    {
        return endpoint.AddEndpointFilter(async (context, next) =>
        {
            HttpContext http = context.HttpContext;
            string? id = http.GetRouteValue("id") as string;
            return Caller.Of(http.User) is not { } caller || (id is not null && !caller.May(Right.Read, id)) ? Refusal.OfUnknown(id ?? "")
                : caller.May(right, id ?? Area.City) ? await next(context)
                : Refusal.OfRight(caller, id ?? Area.City);
        });
    }

    /// <summary>Refuses requests that change something where a browser says that a page of another site asks. Programs say nothing about it.</summary>
    public static void UseSameOriginOnly(this IApplicationBuilder app)
    {
        app.Use((context, next) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || IsFromHere(context.Request)
            ? next(context)
            : Refusal.Of(StatusCodes.Status403Forbidden, "Not from here", "A page of another site asks for this.").ExecuteAsync(context));
    }

    private static bool IsFromHere(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        string origin = request.Headers.Origin.ToString();
        return site is "" or "same-origin" or "none" && (origin.Length == 0 || origin == $"{request.Scheme}://{request.Host}");
    }
}
