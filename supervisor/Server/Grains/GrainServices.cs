using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Server.Intake;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Grains;

/// <summary>What every grain on this server shares.</summary>
internal sealed record GrainServices(
    SupervisorOptions Options,
    Enrolment Enrolment,
    SupervisorClock Clock,
    LedgerLoader Loader,
    LedgerWriter Writer,
    Outbox Outbox,
    SupervisedDocuments Documents,
    SupervisorMetrics Metrics,
    DueList Due,
    IGrainFactory Grains);
