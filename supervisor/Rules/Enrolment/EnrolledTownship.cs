namespace Wugang.Supervisor.Rules.Enrolment;

/// <summary>A township or street with its division code of nine digits.</summary>
public sealed record EnrolledTownship(string Code, BilingualName Name);
