using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Server.Http;
using Wugang.Supervisor.Server.People;

namespace Wugang.Supervisor.Server.Billing;

/// <summary>The HTTP interface of tariffs, accounts, bills and receipts.</summary>
internal static class BillingRoutes
{
    public static void AddBilling(this IServiceCollection services)
    {
        services.AddSingleton<Registry.Billing.BillingPapers>();
        services.AddSingleton<BillingFolder>();
        services.AddSingleton<BillingBook>();
        services.AddSingleton<BillingApi>();
        services.AddSingleton<BillingPaperApi>();
    }

    public static void MapBilling(this IEndpointRouteBuilder v1)
    {
        RouteGroupBuilder billing = v1.MapGroup("").AddEndpointFilter(RefuseWhatIsWrongAsync);
        billing.MapGet("/facilities/{id}/billing", (string id, string? month, BillingApi api) => api.GetAsync(id, month))
            .Needs(Right.Read).Produces<BillingDocument>();
        billing.MapGet("/facilities/{id}/receipt", (string id, string? month, HttpResponse response, BillingApi api) => api.GetReceiptAsync(id, month, response))
            .Needs(Right.Read);
        billing.MapGet("/tariffs", (BillingPaperApi api) => api.GetTariffsAsync());
        billing.MapPut("/tariffs", (HttpRequest request, Caller caller, BillingPaperApi api) => api.PutTariffAsync(request, caller))
            .Needs(Right.Administrate).Accepts<object>("application/json").Produces<BillingPaperApi.AcceptedTariff>();
        billing.MapGet("/facilities/{id}/accounts", (string id, BillingPaperApi api) => api.GetAccountsAsync(id)).Needs(Right.Read);
        billing.MapPut("/facilities/{id}/accounts", (string id, HttpRequest request, Caller caller, BillingPaperApi api) => api.PutAccountAsync(id, request, caller))
            .Needs(Right.Configure).Accepts<object>("application/json").Produces(StatusCodes.Status204NoContent);
        billing.MapDelete("/facilities/{id}/accounts/{account}", (string id, string account, Caller caller, BillingPaperApi api) => api.RemoveAccountAsync(id, account, caller))
            .Needs(Right.Configure);
        billing.MapGet("/facilities/{id}/bills", (string id, BillingPaperApi api) => api.GetTablesAsync(id)).Needs(Right.Read);

        // A page of another site is told off before (UseSameOriginOnly), so no token is needed against it.
        billing.MapPost("/facilities/{id}/bills", (string id, IFormFile table, IFormFile? mapping, Caller caller, BillingPaperApi api) =>
            api.AddTableAsync(id, table, mapping, caller)).Needs(Right.Configure).DisableAntiforgery();
        billing.MapDelete("/facilities/{id}/bills/{table}", (string id, string table, Caller caller, BillingPaperApi api) => api.RemoveTableAsync(id, table, caller))
            .Needs(Right.Configure);
    }

    private static async ValueTask<object?> RefuseWhatIsWrongAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception e) when (e is InvalidDataException or UnauthorizedAccessException || (e is IOException and not BadHttpRequestException))
        {
            return Refusal.Of(StatusCodes.Status422UnprocessableEntity, "Not possible", e.Message);
        }
    }
}
