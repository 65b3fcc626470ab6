using System;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Tests.Shared.Fakes;

/// <summary>A BTHome sensor that encrypts what it says (RFC 3610, written out), with a counter that a test may turn back.</summary>
internal sealed class FakeSensor
{
    private const byte Info = 0x45;
    private const int BlockBytes = 16;
    private const int TagBytes = 4;

    private readonly TestCipher _cipher = new TestCipher();

    public FakeSensor(string name, string address)
    {
        Settings = new SensorSettings { Name = name, Address = address };
        Key = Bytes.FromHex("231d39c1d7cc1ab1aee224cd096db932");
    }

    public SensorSettings Settings { get; }

    public byte[] Key { get; set; }

    /// <summary>The counter of what it says next.</summary>
    public long Counter { get; set; } = 1;

    /// <summary>Says something once, with the next counter.</summary>
    /// <param name="ring">Who listens.</param>
    /// <param name="objects">The objects, as hexadecimal digits.</param>
    /// <param name="atMs">When.</param>
    public void Say(AdvertisementRing ring, string objects, long atMs)
    {
        Send(ring, Seal(objects), atMs);
        Counter++;
    }

    /// <summary>Sends what somebody has recorded, or made up.</summary>
    public void Send(AdvertisementRing ring, byte[] data, long atMs)
    {
        ring.Add(SensorAddress.ToInteger(Settings.Address), -61, data, atMs);
    }

    /// <summary>The service data of these objects under the present counter.</summary>
    public byte[] Seal(string objects)
    {
        byte[] text = Bytes.FromHex(objects);
        byte[] data = new byte[1 + text.Length + 8];
        data[0] = Info;
        Array.Copy(text, 0, data, 1, text.Length);
        for (int i = 0; i < 4; i++)
        {
            data[1 + text.Length + i] = (byte)((Counter >> (8 * i)) & 0xFF);
        }

        byte[] tag = Tag(text);
        byte[] stream = Stream(0);
        for (int i = 0; i < TagBytes; i++)
        {
            data[data.Length - TagBytes + i] = (byte)(tag[i] ^ stream[i]);
        }

        for (int i = 0; i < text.Length; i++)
        {
            data[1 + i] ^= Stream(1 + (i / BlockBytes))[i % BlockBytes];
        }

        return data;
    }

    private byte[] Tag(byte[] text)
    {
        byte[] tag = Block(0x09, text.Length);
        _cipher.Encrypt(Key, tag);
        for (int start = 0; start < text.Length; start += BlockBytes)
        {
            for (int i = start; i < start + BlockBytes && i < text.Length; i++)
            {
                tag[i - start] ^= text[i];
            }

            _cipher.Encrypt(Key, tag);
        }

        return tag;
    }

    private byte[] Stream(int number)
    {
        byte[] block = Block(0x01, number);
        _cipher.Encrypt(Key, block);
        return block;
    }

    private byte[] Block(byte flags, int number)
    {
        byte[] block = new byte[BlockBytes];
        long address = SensorAddress.ToInteger(Settings.Address);
        block[0] = flags;
        for (int i = 0; i < 6; i++)
        {
            block[1 + i] = (byte)((address >> (8 * (5 - i))) & 0xFF);
        }

        block[7] = 0xD2;
        block[8] = 0xFC;
        block[9] = Info;
        for (int i = 0; i < 4; i++)
        {
            block[10 + i] = (byte)((Counter >> (8 * i)) & 0xFF);
        }

        block[15] = (byte)number;
        return block;
    }
}
