using System.Text;
using System.Text.Json.Nodes;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Sim.App;
using Wugang.Sim.App.Phone;
using Wugang.Sim.Board;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.EndToEnd;

/// <summary>A phone that runs an Improv client and a fresh virtual node: from the radio to the first verified record.</summary>
[TestClass]
public class SetupByPhoneTests
{
    private static readonly string Node = TestSite.FreshKey.Id.Value;

    [TestMethod]
    public async Task AFreshNodeGoesFromTheRadioToItsFirstVerifiedRecord()
    {
        using TestSite site = new();
        await using TestTownship town = await new TestTownship([TestSite.FreshKey]).StartAsync();
        VirtualNode node = site.PowerOnFresh(town.BrokerPort);
        await IsFoundAsync(node);
        await VerdictIsAsync(town, "unknown");

        site.Do("setup 04");
        await StepIsAsync(site, PhoneStep.Button);
        CollectionAssert.AreEqual(new[] { "nursery", "nursery-guest", "邻居" }, site.Site.Phone.Progress!.Networks.ToArray());
        site.Do("press setup 04");
        await StepIsAsync(site, PhoneStep.Done);

        await VerdictIsAsync(town, "protected");
        await Eventually.IsTrueAsync(() => node.Network == "nursery", "it is in its network");
        Assert.IsNull(node.Bluetooth.Advertisement, "the radio is free for the sensors");
        using LedgerFile ledger = town.OpenLedger();
        Assert.AreEqual(1, Chain.Verify(ledger.Records(TestSite.FreshKey.Id), TestSite.FreshKey.Key), "boots");
    }

    [TestMethod]
    public async Task AWrongWifiPasswordIsSaidSoAndTheNodeCanBeSetUpAgain()
    {
        using TestSite site = new();
        VirtualNode node = site.PowerOnFresh(brokerPort: 1);
        await IsFoundAsync(node);

        site.Do("setup 04 nursery Sunshine-2026");
        await StepIsAsync(site, PhoneStep.Button);
        site.Do("press setup 04");
        await Eventually.IsTrueAsync(() => site.Site.Phone.Progress!.Failure is not null, "it fails");
        Assert.Contains("wrong name or password", site.Site.Phone.Progress!.Failure!.En);
        Assert.IsNull(node.Network);

        await IsFoundAsync(node);
        site.Do("setup 04 nursery sunshine-2026");
        await StepIsAsync(site, PhoneStep.Button);
        site.Do("press setup 04");
        await StepIsAsync(site, PhoneStep.Done);
    }

    [TestMethod]
    public async Task ANodeAtWorkIsFoundOnlyWhileSomebodyHoldsItsButton()
    {
        using TestSite site = new();
        await using TestTownship town = await new TestTownship([TestSite.FreshKey]).StartAsync();
        VirtualNode node = site.PowerOnFresh(town.BrokerPort);
        await SetUpAsync(site, node);
        await VerdictIsAsync(town, "protected");

        site.Do("setup 04");
        await Eventually.IsTrueAsync(() => site.Site.Phone.Progress!.Failure is not null, "it is not found");
        site.Do("hold setup 04");
        await IsFoundAsync(node);
        site.Do("setup 04");
        await StepIsAsync(site, PhoneStep.Done);

        using LedgerFile ledger = town.OpenLedger();
        await Eventually.IsTrueAsync(
            () => Chain.Verify(ledger.Records(TestSite.FreshKey.Id), TestSite.FreshKey.Key) == 2, "it goes on with its chain");
        await VerdictIsAsync(town, "protected");
    }

    [TestMethod]
    public async Task TheRadioOfANodeWithSensorsListensOrServes()
    {
        using TestSite site = new();
        VirtualNode node = site.PowerOnFresh(brokerPort: 1, WithASensor);
        await SetUpAsync(site, node);
        await Eventually.IsTrueAsync(() => node.Bluetooth.IsListening, "it listens to its sensor");
        Assert.IsFalse(node.Bluetooth.IsServing);

        site.Do("hold setup 04");
        await IsFoundAsync(node);
        Assert.IsFalse(node.Bluetooth.IsListening);
        site.Do("identify 04");

        await Eventually.IsTrueAsync(() => node.Bluetooth.IsListening, "the phone has left");
        Assert.IsFalse(node.Bluetooth.IsServing);
        Assert.IsNull(site.Site.Phone.Progress!.Failure);
    }

    [TestMethod]
    public async Task BadSettingsAreRefusedWithTheirFaultsAndNothingIsStored()
    {
        using TestSite site = new();
        VirtualNode node = site.PowerOnFresh(brokerPort: 1);
        await IsFoundAsync(node);
        using VirtualGattConnection phone = node.Bluetooth.Connect()!;
        phone.Pair();
        await AuthorizeAsync(site, phone);

        (SetupStatus status, string[] faults) = await new SetupClient(phone).SendAsync(
            SetupKind.Settings, Encoding.ASCII.GetBytes("""{"node":"410481001-0007-04","zones":[{"name":"a","type":"door","pin":0}]}"""));

        Assert.AreEqual(SetupStatus.Refused, status);
        Assert.Contains("zones[0].pin is 0, which the setup button has", faults);
    }

    [TestMethod]
    public async Task KeysNeedAnEncryptedConnection()
    {
        using TestSite site = new();
        VirtualNode node = site.PowerOnFresh(brokerPort: 1);
        await IsFoundAsync(node);
        using VirtualGattConnection phone = node.Bluetooth.Connect()!;
        await AuthorizeAsync(site, phone);

        GattException refused = await Assert.ThrowsExactlyAsync<GattException>(
            () => new SetupClient(phone).SendAsync(SetupKind.Keys, node.Papers.Keys));

        Assert.AreEqual(0x0F, refused.ProtocolError);
    }

    [TestMethod]
    public async Task ASecondPhoneDoesNotGetInBetween()
    {
        using TestSite site = new();
        VirtualNode node = site.PowerOnFresh(brokerPort: 1);
        await IsFoundAsync(node);
        VirtualGattConnection first = node.Bluetooth.Connect()!;
        await AuthorizeAsync(site, first);

        Assert.IsNull(node.Bluetooth.Connect(), "one at a time");
        first.Dispose();
        await IsFoundAsync(node);
        using VirtualGattConnection second = node.Bluetooth.Connect()!;
        ImprovClient client = await ImprovClient.StartAsync(second);
        await Eventually.IsTrueAsync(
            () => client.State == ImprovState.AuthorizationRequired, "what the first was let in for, the second is not");

        PhoneException refused = await Assert.ThrowsExactlyAsync<PhoneException>(() => client.SendWifiAsync("nursery", "sunshine-2026"));
        Assert.Contains("Press the setup button", refused.Message);
    }

    [TestMethod]
    public async Task WhatIsBroadcastIsAsTheSpecificationHasIt()
    {
        using TestSite site = new();
        VirtualNode node = site.PowerOnFresh(brokerPort: 1);
        await IsFoundAsync(node);

        Assert.AreEqual(
            "020106" + "1107" + "00802678742763467222286268774600" + "0916" + "7746" + "01" + "07" + "00000000",
            Convert.ToHexString(node.Bluetooth.Advertisement!));
        Assert.AreEqual("0B09" + Convert.ToHexString("SafetyNode"u8), Convert.ToHexString(node.Bluetooth.ScanResponse!));

        site.Do("press setup 04");
        await Eventually.IsTrueAsync(() => node.Bluetooth.Advertisement is { } air && air[^6] == 2, "the new state is broadcast");
    }

    [TestMethod]
    public async Task APowerCutInTheMiddleLeavesAFreshNode()
    {
        using TestSite site = new();
        VirtualNode node = site.PowerOnFresh(brokerPort: 1);
        await IsFoundAsync(node);
        using VirtualGattConnection phone = node.Bluetooth.Connect()!;
        phone.Pair();
        await AuthorizeAsync(site, phone);
        SetupClient client = new(phone);
        Assert.AreEqual(SetupStatus.Accepted, (await client.SendAsync(SetupKind.Settings, node.Papers.Settings)).Status);
        Assert.AreEqual(SetupStatus.Accepted, (await client.SendAsync(SetupKind.Keys, node.Papers.Keys)).Status);

        site.Do("cut power 04");
        site.Do("restore power 04");

        await IsFoundAsync(node);
        Assert.IsEmpty(Directory.GetFiles(site.FlashOf(node.Id)));
        await SetUpAsync(site, node);
    }

    private static void WithASensor(JsonNode settings)
    {
        settings["sensors"] = new JsonArray(new JsonObject { ["name"] = "nap_radio", ["address"] = "A4:C1:38:8D:18:B2" });
    }

    private static async Task SetUpAsync(TestSite site, VirtualNode node)
    {
        await IsFoundAsync(node);
        site.Do("setup 04");
        await StepIsAsync(site, PhoneStep.Button);
        site.Do("press setup 04");
        await StepIsAsync(site, PhoneStep.Done);
        await Eventually.IsTrueAsync(() => !site.Site.Phone.IsBusy, "the phone is free again");
    }

    private static async Task AuthorizeAsync(TestSite site, VirtualGattConnection phone)
    {
        ImprovClient client = await ImprovClient.StartAsync(phone);
        site.Do("press setup 04");
        await client.WaitForAsync(ImprovState.Authorized, Eventually.Patience);
    }

    private static Task IsFoundAsync(VirtualNode node)
    {
        return Eventually.IsTrueAsync(() => node.Bluetooth.Advertisement is not null, "the node is on the air");
    }

    private static Task StepIsAsync(TestSite site, PhoneStep step)
    {
        return Eventually.IsTrueAsync(
            () =>
            {
                PhoneProgress? progress = site.Site.Phone.Progress;
                Assert.IsNull(progress?.Failure, progress?.Failure?.En);
                return progress?.Step == step;
            },
            $"the phone is at {step}");
    }

    private static Task VerdictIsAsync(TestTownship town, string state)
    {
        return Eventually.IsTrueAsync(
            async () => (await town.Supervisor.GetFacilityAsync()).GetProperty("verdict").GetProperty("state").GetString() == state,
            $"the verdict of {Node} is {state}");
    }
}
