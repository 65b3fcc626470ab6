using Wugang.Supervisor.Rules.Enrolment;

namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>What is added for each kWh or m³, such as sewage.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="PriceYuan">Yuan per kWh or m³.</param>
public sealed record Fee(string Id, BilingualName Name, decimal PriceYuan);
