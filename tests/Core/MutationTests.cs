using CsCheck;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;

namespace Wugang.Tests.Core;

/// <summary>Whatever the bytes are, readers give a status and never an exception.</summary>
[TestClass]
public class MutationTests
{
    // Bytes that lead deep into the grammar come more often than others.
    private static readonly Gen<byte> Near = Gen.OneOf(Gen.Byte, Gen.OneOf([.. "{}[]\":,\\-019.etfn ".Select(c => Gen.Const((byte)c))]));

    [TestMethod]
    public void RandomBytesNeverThrowAndNeverVerify()
    {
        Near.Array[0, 300].Sample(bytes => !Accepts(bytes), iter: 5000);
    }

    [TestMethod]
    public void MutatedRecordsNeverThrowAndNeverVerify()
    {
        byte[] valid = Signing.Record();
        Assert.IsTrue(Accepts(valid));
        Mutations(valid).Sample(bytes => bytes.SequenceEqual(valid) || !Accepts(bytes), iter: 20000);
    }

    [TestMethod]
    public void MutatedSettingsAreReadOrRefusedWithAnError()
    {
        byte[] valid = "{\"broker\":{\"host\":\"h\",\"password\":\"\\\\\",\"port\":1},\"heartbeat_interval_s\":30,\"key\":{\"k\":\""u8.ToArray()
            .Concat("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\",\"kid\":\"1\"},\"meter_interval_s\":900,\"meters\":{"u8.ToArray())
            .Concat("\"m\":{\"litres_per_impulse\":10,\"medium\":\"gas\",\"pin\":3}},\"node\":\"410481001-0007-01\","u8.ToArray())
            .Concat("\"reset_pin\":1,\"siren_pin\":2,\"zones\":{\"a\":{\"debounce_ms\":0,\"pin\":4,\"type\":\"door\"}}}"u8.ToArray())
            .ToArray();
        Assert.IsNotNull(new NodeSettingsReader(valid, valid.Length).Read());
        Mutations(valid).Sample(
            bytes =>
            {
                NodeSettingsReader reader = new(bytes, bytes.Length);
                NodeSettings? settings = reader.Read();
                return settings is null ? reader.Error is not null : NodeSettingsWriter.Write(settings).SequenceEqual(bytes);
            },
            iter: 20000);
    }

    [TestMethod]
    public void RandomBytesNeverThrowInTheSettingsReader()
    {
        Near.Array[0, 300].Sample(bytes => new NodeSettingsReader(bytes, bytes.Length).Read() is null, iter: 20000);
    }

    /// <summary>Some bytes replaced, a part cut out or doubled, or the end cut off.</summary>
    private static Gen<byte[]> Mutations(byte[] valid)
    {
        Gen<int> place = Gen.Int[0, valid.Length - 1];
        return Gen.OneOf(
            Gen.Select(place, Near).Array[1, 4].Select(changes =>
            {
                byte[] bytes = [.. valid];
                foreach ((int at, byte value) in changes)
                {
                    bytes[at] = value;
                }

                return bytes;
            }),
            Gen.Select(place, place).Select(cut => valid[..Math.Min(cut.Item1, cut.Item2)].Concat(valid[Math.Max(cut.Item1, cut.Item2)..]).ToArray()),
            Gen.Select(place, place).Select(cut => valid[..Math.Max(cut.Item1, cut.Item2)].Concat(valid[Math.Min(cut.Item1, cut.Item2)..]).ToArray()),
            place.Select(count => valid[..count]));
    }

    private static bool Accepts(byte[] bytes)
    {
        CanonicalReader json = new();
        json.Restart(bytes, 0, bytes.Length);
        JsonToken token = json.Read();
        while (token is not (JsonToken.End or JsonToken.NotJson or JsonToken.NotCanonical))
        {
            token = json.Read();
        }

        new Acknowledgement().Read(bytes, Signing.Node);
        new Presence().Read(bytes);
        RecordReader reader = new();
        return reader.Read(bytes, 0, bytes.Length) == ReadStatus.Ok && reader.Signed.IsSignedBy(Signing.Key);
    }
}
