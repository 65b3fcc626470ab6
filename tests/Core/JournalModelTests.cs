using CsCheck;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Core;

[TestClass]
public class JournalModelTests
{
    private enum Act
    {
        Append,
        AppendAlarm,
        Store,
        Confirm,
        Reopen,
        FailStore,
        CutStore,
    }

    /// <summary>The model is a list of the records that are stored, those that wait, and the number that was confirmed.</summary>
    [TestMethod]
    public void RandomActsWithPowerCutsNeverLoseAStoredRecord()
    {
        Gen<Act> act = Gen.Frequency(
            (12, Gen.Const(Act.Append)), (1, Gen.Const(Act.AppendAlarm)), (8, Gen.Const(Act.Store)), (1, Gen.Const(Act.Confirm)),
            (1, Gen.Const(Act.Reopen)), (1, Gen.Const(Act.FailStore)), (2, Gen.Const(Act.CutStore)));
        Gen.Select(act, Gen.Int[0, 2000]).Array[1, 300].Sample(acts => new Model().Run(acts), iter: 300);
    }

    private sealed class Model
    {
        private readonly ModelStorage _storage = new();
        private readonly List<byte[]> _written = [];
        private readonly HashSet<long> _alarms = [];
        private RecordJournal _journal;
        private long _confirmed;

        public Model()
        {
            _journal = Open();
        }

        public bool Run((Act Act, int Number)[] acts)
        {
            foreach ((Act act, int number) in acts)
            {
                Do(act, number);
                long stored = _journal.Stored.Sequence;
                Check(stored == 0 ? 0 : 1 + (number % stored), $"after {act} {number}");
            }

            _journal.Store();
            _journal = Open();
            Assert.AreEqual(_written.Count, _journal.Head.Sequence);
            for (int sequence = 1; sequence <= _written.Count; sequence++)
            {
                Check(sequence, "at the end");
            }

            return true;
        }

        private void Do(Act act, int number)
        {
            switch (act)
            {
                case Act.Append:
                case Act.AppendAlarm:
                    Append(act == Act.AppendAlarm, number);
                    break;
                case Act.Store:
                    Assert.IsTrue(_journal.Store());
                    break;
                case Act.FailStore:
                case Act.CutStore:
                    Fail(act == Act.CutStore, number);
                    break;
                case Act.Confirm:
                    _confirmed = Math.Max(_confirmed, number % (_journal.Stored.Sequence + 1));
                    _journal.Confirm(_confirmed);
                    break;
                case Act.Reopen:
                    Reopen();
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(act));
            }
        }

        private void Fail(bool isCut, int number)
        {
            (_storage.BytesUntilFailure, _storage.IsPowerCut) = (number, isCut);
            try
            {
                Assert.IsTrue(_journal.Store(), "the second attempt succeeds");
                _storage.BytesUntilFailure = int.MaxValue;
            }
            catch (IOException)
            {
                Reopen();
            }
        }

        /// <summary>What waited is gone, except where it reached the flash before the power went.</summary>
        private void Reopen()
        {
            long stored = _journal.Stored.Sequence;
            _journal = Open();
            Assert.IsGreaterThanOrEqualTo(stored, _journal.Head.Sequence);
            _written.RemoveRange((int)_journal.Head.Sequence, _written.Count - (int)_journal.Head.Sequence);
            _alarms.RemoveWhere(sequence => sequence > _written.Count);
        }

        private void Check(long sequence, string when)
        {
            if (sequence == 0)
            {
                return;
            }

            byte[] target = new byte[Limits.MaxRecordBytes];
            int count = _journal.Read(sequence, target);
            bool isRight = count == 0
                ? sequence <= _confirmed || (_journal.DroppedKinds != 0 && !_alarms.Contains(sequence))
                : target.AsSpan(0, count).SequenceEqual(_written[(int)sequence - 1]);
            Assert.IsTrue(isRight, $"record {sequence} {when}");
        }

        private void Append(bool isAlarm, int number)
        {
            ChainLink before = new();
            before.MoveTo(_journal.Head);
            RecordWriter writer = Signing.NewWriter();
            CanonicalWriter data = writer.Begin(isAlarm || number % 3 == 0 ? RecordKind.Zone : number % 3 == 1 ? RecordKind.Meter : RecordKind.Span);
            if (isAlarm)
            {
                data.Name("alarm").Text("detected");
            }

            data.Name("text").Text(new string('x', number % 1500));
            writer.EndJournaled(_journal.Head, default, number);
            if (_journal.Append(writer.Signed) != AppendStatus.Stored)
            {
                _journal.Head.MoveTo(before);
                return;
            }

            _written.Add(writer.Signed.ToArray());
            if (isAlarm)
            {
                _alarms.Add(_written.Count);
            }
        }

        private RecordJournal Open()
        {
            return new RecordJournal(_storage, Signing.Node, "1");
        }
    }
}
