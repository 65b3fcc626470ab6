using Wugang.Supervisor.Rules.Intake;

namespace Wugang.Supervisor.Server.Billing;

/// <summary>The HTTP interface of bills and receipts.</summary>
internal static class BillingRoutes
{
    public static void MapBilling(this IEndpointRouteBuilder app, ILedger ledger, SupervisorOptions options, TimeProvider time)
    {
        BillingApi api = new(ledger, options, time);
        app.MapGet("/api/v1/facilities/{id}/billing", (string id, string? month) => api.Get(id, month));
        app.MapGet("/api/v1/facilities/{id}/receipt", (string id, string? month, HttpResponse response) => api.GetReceipt(id, month, response));
    }
}
