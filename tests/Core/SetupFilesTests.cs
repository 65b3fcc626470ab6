using System.Text;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Config;
using Wugang.Firmware.Esp32;
using Wugang.Sim.Board;

namespace Wugang.Tests.Core;

/// <summary>What a person brings to a node in files is taken whole or stays beside it, and never stops a node that ran.</summary>
[TestClass]
public class SetupFilesTests
{
    private static readonly int[] PinOfChannel = [.. VirtualAnalogInputs.Pins];
    private static readonly byte[] Keys =
        """{ "key": { "k": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", "kid": "1" } }"""u8.ToArray();

    private readonly ModelStorage _flash = new();

    [TestMethod]
    public void TheExampleOfTheDocumentIsGood()
    {
        NodeSettings? settings = SettingsText.Read(ExampleSettings.Bytes, PinOfChannel, out _, out string[] errors);

        Assert.IsNotNull(settings, string.Join('\n', errors));
        Assert.HasCount(5, settings.Zones);
        Assert.HasCount(4, settings.Meters);
    }

    [TestMethod]
    public void AByteOrderMarkIsPassedOver()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. ExampleSettings.Bytes];

        Assert.IsNotNull(SettingsText.Read(marked, PinOfChannel, out _, out _));
    }

    [TestMethod]
    public void GoodFilesAreTakenAndGo()
    {
        Put(SetupFiles.ConfigurationName, Settings(30));
        Put(SetupFiles.KeysName, Keys);

        NodeSetup setup = Start(out string[] errors);

        Assert.IsTrue(setup.IsComplete);
        Assert.IsEmpty(errors);
        Assert.DoesNotContain(SetupFiles.ConfigurationName, _flash.List());
        Assert.DoesNotContain(SetupFiles.KeysName, _flash.List());
        Assert.AreEqual(30, Start(out _).Settings.HeartbeatIntervalS);
    }

    [TestMethod]
    public void TheHashIsThatOfTheCanonicalTextHoweverItWasLaidOut()
    {
        Put(SetupFiles.ConfigurationName, Settings(30));
        Start(out _);
        NodeStore store = new(_flash);
        byte[] text = store.ReadConfiguration();

        CollectionAssert.AreEqual(System.Security.Cryptography.SHA256.HashData(text), store.Hash);
        string expected = System.Text.Json.Nodes.JsonNode.Parse(text)!.ToJsonString();
        Assert.AreEqual(expected, Encoding.UTF8.GetString(text));
        Assert.StartsWith("{\"battery_clock\":{\"scl_pin\":40,\"sda_pin\":39},\"broker\":{\"host\":\"192.168.1.10\",\"port\":1883,\"tls\":", expected);
    }

    [TestMethod]
    public void ABadFileStaysAndLeavesTheGoodSettingsInUse()
    {
        Put(SetupFiles.ConfigurationName, Settings(30));
        Start(out _);
        Put(SetupFiles.ConfigurationName, Settings(1));

        for (int start = 0; start < 2; start++)
        {
            Assert.AreEqual(30, Start(out string[] errors).Settings.HeartbeatIntervalS);
            Assert.AreEqual("heartbeat_interval_s must be a whole number from 5 to 300", errors.Single());
        }
    }

    [TestMethod]
    public void BadKeysKeepAGoodConfigurationFromBeingTakenAlone()
    {
        Put(SetupFiles.ConfigurationName, Settings(30));
        Put(SetupFiles.KeysName, """{"key":{"kid":"1","k":"AAEC"}}"""u8.ToArray());

        NodeSetup setup = Start(out string[] errors);

        Assert.IsNull(setup.Settings);
        Assert.AreEqual("key.k must be 32 bytes in base64url", errors.Single());
    }

    [TestMethod]
    public void TheCaCertificateIsTakenWithoutWhatStandsAroundItAndGoes()
    {
        using TestCertificate authority = new();
        Put(SetupFiles.ConfigurationName, TlsSettings());
        Put(SetupFiles.KeysName, Keys);
        Put(SetupFiles.AuthorityName, Encoding.UTF8.GetBytes("乡镇\r\n" + authority.Pem + "\r\n\r\n"));

        Assert.IsTrue(Start(out string[] errors).Settings.IsBrokerTls);

        Assert.IsEmpty(errors);
        Assert.AreEqual(authority.Pem, Encoding.UTF8.GetString(new NodeStore(_flash).ReadAuthority()));
        Assert.DoesNotContain(SetupFiles.AuthorityName, _flash.List());
        Put(SetupFiles.ConfigurationName, TlsSettings());
        Start(out errors);
        Assert.IsEmpty(errors, "it is kept");
    }

    [TestMethod]
    public void TlsNeedsACaCertificate()
    {
        Put(SetupFiles.ConfigurationName, TlsSettings());
        Put(SetupFiles.KeysName, Keys);

        Assert.IsNull(Start(out string[] errors).Settings);

        Assert.AreEqual("broker.tls needs the CA certificate of the broker, as ca.pem on the node's flash drive", errors.Single());
        Assert.IsNull(new SetupReader(PinOfChannel, hasAuthority: false).ReadSettings(TlsSettings(), out errors));
        Assert.AreEqual(SettingsErrors.NoAuthority, errors.Single());
        Assert.IsNotNull(new SetupReader(PinOfChannel, hasAuthority: true).ReadSettings(TlsSettings(), out _));
    }

    [TestMethod]
    [DataRow("", "")]
    [DataRow("-----BEGIN CERTIFICATE-----\nAAEC\n", "")]
    [DataRow("-----BEGIN CERTIFICATE-----\nAAEC\n-----END CERTIFICATE-----\n", "")]
    [DataRow("", "twice")]
    [DataRow("", "long")]
    public void WhatIsNoCertificateIsSaidSoAndNothingIsTaken(string text, string other)
    {
        using TestCertificate authority = new();
        string file = other switch
        {
            "twice" => authority.Pem + "\n" + authority.Pem,
            "long" => authority.Pem + new string('\n', Limits.MaxAuthorityBytes),
            _ => text.Length == 0 ? " " : text,
        };
        Put(SetupFiles.ConfigurationName, Settings(30));
        Put(SetupFiles.KeysName, Keys);
        Put(SetupFiles.AuthorityName, Encoding.UTF8.GetBytes(file));

        Assert.IsNull(Start(out string[] errors).Settings);

        Assert.AreEqual(
            "ca.pem must be one certificate in PEM, from BEGIN CERTIFICATE to END CERTIFICATE, of at most 4096 bytes", errors.Single());
    }

    [TestMethod]
    [DataRow("{")]
    [DataRow("[1]")]
    [DataRow("7")]
    [DataRow("{\"node\":1,\"node\":2}")]
    [DataRow("{\"zones\":[[1]]}")]
    [DataRow("{\"node\":\"\\u12\"}")]
    public void WhatIsNoObjectIsSaidSo(string text)
    {
        Put(SetupFiles.ConfigurationName, Encoding.UTF8.GetBytes(text));

        Start(out string[] errors);

        Assert.AreEqual("settings must be one JSON object of at most 6144 bytes", errors.Single());
    }

    [TestMethod]
    public void AConfigurationMayFillItsWholeLengthAndNoMore()
    {
        Put(SetupFiles.ConfigurationName, Padded(Limits.MaxSettingsBytes));
        Start(out string[] errors);
        Assert.IsEmpty(errors);

        Put(SetupFiles.ConfigurationName, Padded(Limits.MaxSettingsBytes + 1));
        Start(out errors);
        Assert.AreEqual("settings must be one JSON object of at most 6144 bytes", errors.Single());
    }

    private static byte[] Settings(int heartbeatIntervalS)
    {
        string text = Encoding.UTF8.GetString(ExampleSettings.Bytes);
        return Encoding.UTF8.GetBytes(text.Replace(
            "\"heartbeat_interval_s\": 30", $"\"heartbeat_interval_s\": {heartbeatIntervalS}", StringComparison.Ordinal));
    }

    private static byte[] TlsSettings()
    {
        string text = Encoding.UTF8.GetString(ExampleSettings.Bytes);
        return Encoding.UTF8.GetBytes(text.Replace("\"port\": 1883, \"tls\": false", "\"tls\": true", StringComparison.Ordinal));
    }

    private static byte[] Padded(int count)
    {
        byte[] bytes = new byte[count];
        Array.Fill(bytes, (byte)' ');
        ExampleSettings.Bytes.CopyTo(bytes, 0);
        return bytes;
    }

    private void Put(string name, byte[] content)
    {
        _flash.Delete(name);
        _flash.Append(name, content, 0, content.Length);
    }

    private NodeSetup Start(out string[] errors)
    {
        NodeStore store = new(_flash);
        SetupFiles files = new(_flash, store, PinOfChannel);
        files.Take();
        errors = files.Errors;
        store.BeginStart();
        return NodeSetup.Read(store, PinOfChannel);
    }
}
