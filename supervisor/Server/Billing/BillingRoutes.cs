using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Registry.People;
using Wugang.Supervisor.Server.People;

namespace Wugang.Supervisor.Server.Billing;

/// <summary>The HTTP interface of bills and receipts.</summary>
internal static class BillingRoutes
{
    public static void MapBilling(this IEndpointRouteBuilder v1, ILedgerStore ledger, SupervisorOptions options, TimeProvider time)
    {
        BillingApi api = new(ledger, options, time);
        v1.MapGet("/facilities/{id}/billing", (string id, string? month) => api.Get(id, month)).Needs(Right.Read).Produces<BillingDocument>();
        v1.MapGet("/facilities/{id}/receipt", (string id, string? month, HttpResponse response) => api.GetReceipt(id, month, response)).Needs(Right.Read);
    }
}
