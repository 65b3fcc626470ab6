namespace Wugang.Supervisor.Rules.Billing;

/// <summary>A utility's bill.</summary>
/// <param name="File">The file that it comes from.</param>
/// <param name="Line">Its line there.</param>
/// <param name="Number">Its number; empty where it has none.</param>
/// <param name="Account">The account it is made out to; empty where the file is of one account.</param>
/// <param name="FirstDay">First local day.</param>
/// <param name="EndDay">The day after the last.</param>
/// <param name="Quantity">What is billed, in Wh or litres.</param>
/// <param name="AmountFen">What is to be paid.</param>
public sealed record Bill(
    string File,
    int Line,
    string Number,
    string Account,
    DateOnly FirstDay,
    DateOnly EndDay,
    long Quantity,
    long AmountFen);
