using Wugang.Supervisor.Ledger;
using Wugang.Supervisor.Registry.Alerts;
using Wugang.Supervisor.Server.Alerts;
using Wugang.Supervisor.Server.Enrolment;
using Wugang.Supervisor.Server.HomeAssistant;
using Wugang.Supervisor.Server.Hosting;
using Wugang.Supervisor.Server.Intake;
using Wugang.Supervisor.Server.Views;

namespace Wugang.Supervisor.Server.Grains;

/// <summary>What every grain on this server shares.</summary>
internal sealed record GrainServices(
    SupervisorOptions Options,
    CurrentEnrolment Enrolment,
    SupervisorClock Clock,
    LedgerLoader Loader,
    LedgerWriter Writer,
    HeardNotices Notices,
    Outbox Outbox,
    SupervisedDocuments Documents,
    SupervisorMetrics Metrics,
    AlertStore Alerts,
    AlertMetrics AlertMetrics,
    Discovery Discovery,
    DueList Due,
    IGrainFactory Grains);
