namespace Wugang.Firmware.Core.Safety;

/// <summary>What siren, buzzer and status lamp say (clause S3: sound and light until somebody resets them).</summary>
/// <remarks>
/// Lamp: on while all is well, off without power, slow while something needs a person, fast while an alarm is held.
/// </remarks>
public sealed class Annunciator
{
    private const int ChimeMs = 300;
    private const int RefusalMs = 1500;

    private Rhythm _passing = Rhythm.Off;
    private long _passingEndsMs;

    public RhythmPlayer Siren { get; } = new RhythmPlayer();

    public RhythmPlayer Buzzer { get; } = new RhythmPlayer();

    public RhythmPlayer Lamp { get; } = new RhythmPlayer();

    /// <summary>Whether the siren sounds, pauses of its pattern included.</summary>
    public bool IsSirenSounding
    {
        get { return Siren.Rhythm != Rhythm.Off; }
    }

    /// <summary>When the sound that passes ends; <see cref="long.MaxValue"/> where there is none.</summary>
    internal long DueMs
    {
        get { return _passing == Rhythm.Off ? long.MaxValue : _passingEndsMs; }
    }

    /// <summary>A door was opened by day.</summary>
    internal void Chime(long nowMs)
    {
        Pass(Rhythm.On, nowMs + ChimeMs);
    }

    /// <summary>What a person asked for with a key was refused.</summary>
    internal void Refuse(long nowMs)
    {
        Pass(Rhythm.Urgent, nowMs + RefusalMs);
    }

    internal void Update(ZoneSet zones, Protection protection, bool isWell, long nowMs)
    {
        AlarmSound sound = protection.State == ProtectionState.Test ? 0 : zones.Sound;
        Siren.Play(SirenRhythm(sound), nowMs);
        Buzzer.Play(BuzzerRhythm(sound, protection, nowMs), nowMs);
        Lamp.Play(zones.HasAlarm ? Rhythm.Urgent : isWell ? Rhythm.On : Rhythm.Steady, nowMs);
    }

    private static Rhythm SirenRhythm(AlarmSound sound)
    {
        return sound == AlarmSound.Fire ? Rhythm.Evacuation
            : sound == AlarmSound.Intrusion ? Rhythm.On
            : Rhythm.Off;
    }

    private Rhythm BuzzerRhythm(AlarmSound sound, Protection protection, long nowMs)
    {
        _passing = nowMs < _passingEndsMs ? _passing : Rhythm.Off;
        bool isEntering = protection.EntryDueMs != long.MaxValue;
        bool isLeaving = protection.State == ProtectionState.Full && nowMs < protection.ExitEndsMs;
        return sound == AlarmSound.Attention ? Rhythm.Steady
            : isEntering ? Rhythm.Urgent
            : isLeaving ? Rhythm.Steady
            : _passing != Rhythm.Off ? _passing
            : sound == AlarmSound.Trouble ? Rhythm.Reminder
            : Rhythm.Off;
    }

    private void Pass(Rhythm rhythm, long endsMs)
    {
        _passing = rhythm;
        _passingEndsMs = endsMs;
    }
}
