using CsCheck;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Core.Safety;

namespace Wugang.Tests.Core;

/// <summary>Ten thousand random lives of an alarm system: inputs, keys, commands, hours and restarts in any order.</summary>
[TestClass]
public sealed class AlarmSystemProperties
{
    private const int Lives = 10_000;

    private static readonly ZoneType[] Types =
    [
        ZoneType.Door, ZoneType.Window, ZoneType.Motion, ZoneType.Smoke, ZoneType.Panic, ZoneType.Tamper, ZoneType.GasLeak,
        ZoneType.WaterLeak,
    ];

    /// <summary>One thing that happens, and how long after the one before it.</summary>
    private sealed record Moment(int What, int Which, ZoneCondition Condition, int DurationS, int AfterMs);

    private static readonly Gen<Moment> AnyMoment = Gen.Select(
        Gen.Int[0, 19],
        Gen.Int[0, 8],
        Gen.Int[1, 6],
        Gen.OneOf(Gen.Int[-1, 3], Gen.Int[0, 2000], Gen.Const(86400), Gen.Const(90000)),
        Gen.Frequency((6, Gen.Int[0, 100]), (6, Gen.Int[0, 40_000]), (1, Gen.Int[0, 7_200_000])),
        (what, which, condition, durationS, afterMs) =>
            new Moment(what, which, (ZoneCondition)condition, durationS, afterMs));

    [TestMethod]
    public void NoLifeLosesAPanicOrHidesAZoneOfAllHours()
    {
        // Clauses S3, S4, P1. 2026-03-02 is a Monday; the hours begin anywhere in a week.
        Gen.Select(AnyMoment.Array[1, 60], Gen.Int[0, 7 * 24 * 60]).Sample(
            (moments, startMinute) =>
            {
                Life life = new(startMinute);
                foreach (Moment moment in moments)
                {
                    life.Live(moment);
                }

                return true;
            },
            iter: Lives);
    }

    [TestMethod]
    public void AnIdleStepAllocatesNothing()
    {
        Life life = new(10 * 60);
        life.StandStill(100);
        long before = GC.GetAllocatedBytesForCurrentThread();

        life.StandStill(1000);

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class Life
    {
        private readonly NodeSettings _settings = NewSettings();
        private readonly byte[] _memory = new byte[SafetyMemory.Bytes];
        private readonly ZoneCondition[] _world = [.. Types.Select(_ => ZoneCondition.Normal)];
        private readonly bool[] _isHeld = new bool[Types.Length];
        private long _bootUnixMs;
        private long _nowMs;
        private long _lastId;
        private AlarmSystem _system;

        public Life(int startMinute)
        {
            _bootUnixMs = 1772409600000 + (startMinute * 60_000L);
            _system = new AlarmSystem(_settings);
            Begin();
            _system.Start();
            End();
        }

        public void Live(Moment moment)
        {
            RunUntil(_nowMs + moment.AfterMs);
            Begin();
            switch (moment.What)
            {
                case < 10:
                    Change(moment.Which % Types.Length, moment.Condition);
                    break;
                case < 13:
                    _system.Press(new[] { Act.Set, Act.Reset, Act.Silence }[moment.What - 10], _nowMs);
                    break;
                case < 18:
                    Command(moment);
                    break;
                default:
                    Restart();
                    break;
            }

            End();
        }

        /// <summary>So many steps in which nothing happens, ten milliseconds apart.</summary>
        public void StandStill(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                _nowMs += 10;
                Begin();
                _system.Finish();
            }
        }

        private static NodeSettings NewSettings()
        {
            return new NodeSettings
            {
                EntryDelayS = 30,
                ExitDelayS = 20,
                Schedule = new ScheduleSettings { Hours = [new OpeningHours(0b0011111, 450, 1080)] },
                Zones =
                [
                    .. Types.Select((type, i) => new ZoneSettings
                    {
                        Name = $"zone{i}",
                        Type = type,
                        HeldOpenS = 60,
                        IsEntryRoute = type == ZoneType.Door,
                    }),
                ],
            };
        }

        private void Change(int zone, ZoneCondition condition)
        {
            if (_world[zone] == condition)
            {
                return;
            }

            _world[zone] = condition;
            int before = _system.Events.Count;
            _system.Change(zone, condition, _nowMs);
            bool isAlarm = Enumerable.Range(before, _system.Events.Count - before)
                .Select(_system.Events.At)
                .Any(what => what.Kind == SafetyEventKind.Zone && what.Zone == zone && what.Alarm == AlarmCause.Detected);
            bool mustAlarm = condition == ZoneCondition.Active && _system.Zones.At(zone).IsWatchedAtAllHours
                && !_system.Zones.At(zone).IsBypassed;
            Assert.AreEqual(mustAlarm, isAlarm, $"{Types[zone]} {condition} in {_system.Protection.State}");
            if (mustAlarm && _system.Protection.State != ProtectionState.Test)
            {
                Assert.AreNotEqual((AlarmSound)0, _system.Zones.At(zone).Sound, "an alarm that nobody hears");
            }
        }

        private void Command(Moment moment)
        {
            Command command = new()
            {
                Act = moment.Which == 0 ? "dance" : SafetyNames.Of((Act)(1 + ((moment.What + moment.Which) % 9))),
                By = "officer",
                Id = ++_lastId,
                DurationS = moment.DurationS,
                ExpiresUnixMs = _bootUnixMs + _nowMs + (moment.Which == 1 ? -1 : 1000),
                Zone = $"zone{moment.Which}",
            };
            _system.Obey(command);
            SafetyEvent answer = _system.Events.At(_system.Events.Count - 1);
            Assert.AreEqual(SafetyEventKind.Command, answer.Kind, "every command is answered");
            Assert.AreEqual(command.Id, answer.Order.Id);
        }

        private void Restart()
        {
            End();
            ProtectionState lasting = _system.Protection.LastingState;
            _system.Save(_memory);
            _bootUnixMs += _nowMs + 1;
            _nowMs = 0;
            _system = new AlarmSystem(_settings);
            _system.Load(_memory);
            Begin();
            _system.Start();
            Assert.AreEqual(lasting, _system.Protection.State);
            for (int i = 0; i < Types.Length; i++)
            {
                if (_world[i] != ZoneCondition.Normal)
                {
                    _system.Change(i, _world[i], _nowMs);
                }
            }
        }

        private void RunUntil(long endMs)
        {
            while (_system.DueMs <= endMs)
            {
                Assert.IsGreaterThanOrEqualTo(_nowMs, _system.DueMs, "due in the past");
                _nowMs = _system.DueMs > _nowMs ? _system.DueMs : _nowMs + 1;
                Begin();
                End();
            }

            _nowMs = endMs;
        }

        private void Begin()
        {
            _system.Begin(ClockReading.At(_bootUnixMs + _nowMs, 0, ClockQuality.Sync), _nowMs);
        }

        private void End()
        {
            _system.Finish();
            for (int i = 0; i < _system.Events.Count; i++)
            {
                Follow(_system.Events.At(i));
            }

            _system.Events.Clear();
            for (int i = 0; i < Types.Length; i++)
            {
                Check(_system.Zones.At(i), i);
            }
        }

        /// <summary>What the records alone say of the alarms that are held.</summary>
        private void Follow(SafetyEvent what)
        {
            if (what.Kind == SafetyEventKind.Zone && what.Alarm != 0)
            {
                _isHeld[what.Zone] = true;
            }

            bool isReset = what.Kind == SafetyEventKind.Command && what.Order.ActName == "reset"
                && what.Result is ActResult.Done or ActResult.CauseStands;
            for (int i = 0; i < Types.Length && isReset; i++)
            {
                bool isKept = what.Result == ActResult.CauseStands && (what.Zones & (1 << i)) != 0;
                bool isReleased = what.Result == ActResult.Done ? (what.Zones & (1 << i)) != 0 : !isKept;
                _isHeld[i] = _isHeld[i] && !isReleased;
            }

            if (what.Kind == SafetyEventKind.Protection)
            {
                bool hasLeftFull = what.From == ProtectionState.Full && what.To == ProtectionState.Day;
                Assert.IsTrue(!hasLeftFull || what.Order.By is Actor.Key or Actor.Command, "only a person leaves full");
            }
        }

        private void Check(Zone zone, int index)
        {
            Assessment assessment = _system.Assessment;
            bool isFaulty = ZoneConditions.IsFault(_world[index]);
            Assert.AreEqual(_world[index], zone.Condition);
            Assert.AreEqual(_isHeld[index], zone.Alarm != 0, $"{zone.Settings.Type}: held only until a person resets it");
            if (zone.IsWatchedAtAllHours && isFaulty)
            {
                Assert.IsFalse(assessment.IsProtected, "protected with a faulty zone of all hours");
            }

            if (zone.IsBypassed)
            {
                Assert.IsFalse(assessment.IsProtected, "protected with a bypassed zone");
                Assert.AreNotEqual(ZoneType.Panic, zone.Settings.Type, "panic cannot be disarmed");
            }

            if (zone.IsWatchedAtAllHours && _world[index] == ZoneCondition.Active && !zone.IsBypassed)
            {
                Assert.AreNotEqual((AlarmCause)0, zone.Alarm, "an active zone of all hours without alarm");
            }

            Assert.AreNotEqual(ProtectionState.None, _system.Protection.State, "there is no way to watch nothing");
        }
    }
}
