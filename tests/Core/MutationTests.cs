using CsCheck;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Core.Records;
using Wugang.Firmware.Esp32;
using Wugang.Sim.Board;

namespace Wugang.Tests.Core;

/// <summary>Whatever the bytes are, readers give a status and never an exception.</summary>
[TestClass]
public class MutationTests
{
    private static readonly int[] PinOfChannel = [.. VirtualAnalogInputs.Pins];

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
        Assert.IsNotNull(SettingsText.Read(ExampleSettings.Bytes, PinOfChannel, out _, out _));
        Mutations(ExampleSettings.Bytes).Sample(IsReadOrRefused, iter: 20000);
    }

    [TestMethod]
    public void RandomBytesNeverThrowInTheSettingsReader()
    {
        Near.Array[0, 300].Sample(IsReadOrRefused, iter: 20000);
    }

    private static bool IsReadOrRefused(byte[] bytes)
    {
        NodeSettings? settings = SettingsText.Read(bytes, PinOfChannel, out _, out string[] errors);
        return settings is null
            ? errors.Length is > 0 and <= Limits.MaxSettingsErrors
                && errors.All(error => error.Length <= Limits.MaxSettingsErrorCharacters && error.All(c => c is >= ' ' and <= '~'))
            : errors.Length == 0;
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
