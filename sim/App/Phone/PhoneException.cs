namespace Wugang.Sim.App.Phone;

/// <summary>What a phone asked for did not work; the message is for the person who holds it.</summary>
internal sealed class PhoneException(Saying what) : Exception(what.En)
{
    public Saying What { get; } = what;
}
