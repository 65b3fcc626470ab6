using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Registry.FloorPlans;
using Wugang.Tests.Supervisor.Registry;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Server;

/// <summary>Floor plans and where zones are on them.</summary>
[TestClass]
public class FloorPlanTests
{
    private const string Facility = "410481001-0007";
    private const string Node = "410481001-0007-01";

    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1];

    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task APlanAndItsPlacesAreKeptByFacility(string engine)
    {
        using RegistryBench bench = new(engine);
        FloorPlanBook book = new(bench.Database);
        Assert.AreEqual(0, (await book.ReadAsync(Facility)).ImageMs);
        await book.PutImageAsync(Facility, PlanImage.Of(Png), "lin");
        await book.PlaceAsync(Facility, [new ZonePlace(Node, "gate", 0, 1000), new ZonePlace(Node, "hall", 5, 6)], "lin");
        await book.PlaceAsync(Facility, [new ZonePlace(Node, "gate", 7, 8)], "lin");
        await book.PlaceAsync("410481001-0008", [new ZonePlace("410481001-0008-01", "gate", 1, 2)], "lin");
        bench.Reopen();
        book = new FloorPlanBook(bench.Database);

        (long imageMs, IReadOnlyList<ZonePlace> places) = await book.ReadAsync(Facility);
        Assert.IsGreaterThan(0, imageMs);
        Assert.AreEqual(new ZonePlace(Node, "gate", 7, 8), places.Single());
        PlanImage? image = await book.FindImageAsync(Facility);
        Assert.AreEqual("image/png", image?.Type);
        CollectionAssert.AreEqual(Png, image?.Bytes);
        await book.RemoveImageAsync(Facility, "lin");
        Assert.IsNull(await book.FindImageAsync(Facility));
        Assert.HasCount(1, (await book.ReadAsync(Facility)).Places);
    }

    [TestMethod]
    [DataRow(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 }, "image/jpeg")]
    [DataRow(new byte[] { 82, 73, 70, 70, 0, 0, 0, 0, 87, 69, 66, 80 }, "image/webp")]
    [DataRow(new byte[] { }, null)]
    [DataRow(new byte[] { 60, 115, 118, 103 }, null)]
    public void APictureIsKnownByItsBytes(byte[] bytes, string? type)
    {
        if (type is null)
        {
            Assert.AreEqual(RegistryFault.NotGood, Assert.ThrowsExactly<RegistryException>(() => PlanImage.Of(bytes)).Fault);
        }
        else
        {
            Assert.AreEqual(type, PlanImage.Of(bytes).Type);
        }
    }

    [TestMethod]
    [DataRow(Node, 1001, 0)]
    [DataRow(Node, 0, -1)]
    [DataRow("410481001-0008-01", 0, 0)]
    public async Task AWrongPlaceIsRefusedAndTheOldOnesStay(string node, int x, int y)
    {
        await using TestTownship town = await new TestTownship(new TestNode()).StartAsync();
        Uri places = new($"/api/v1/facilities/{Facility}/floor-plan/places", UriKind.Relative);
        HttpClient http = town.Supervisor.Http;
        using HttpResponseMessage good = await http.PutAsJsonAsync(places, new { places = new[] { new { node = Node, zone = "gate", x = 1, y = 2 } } });
        Assert.AreEqual(HttpStatusCode.NoContent, good.StatusCode);

        using HttpResponseMessage wrong = await http.PutAsJsonAsync(places, new { places = new[] { new { node, zone = "gate", x, y } } });

        Assert.AreEqual(HttpStatusCode.BadRequest, wrong.StatusCode);
        JsonElement plan = await town.Supervisor.GetAsync($"/api/v1/facilities/{Facility}/floor-plan");
        Assert.AreEqual(2, plan.GetProperty("places").EnumerateArray().Single().GetProperty("y").GetInt32());
    }

    [TestMethod]
    public async Task ThePictureIsGivenAsItCame()
    {
        await using TestTownship town = await new TestTownship(new TestNode()).StartAsync();
        Uri image = new($"/api/v1/facilities/{Facility}/floor-plan/image", UriKind.Relative);
        using HttpResponseMessage none = await town.Supervisor.Http.GetAsync(image);
        Assert.AreEqual(HttpStatusCode.NotFound, none.StatusCode);
        using ByteArrayContent content = new(Png);
        content.Headers.ContentType = new("image/png");
        using HttpResponseMessage put = await town.Supervisor.Http.PutAsync(image, content);
        Assert.AreEqual(HttpStatusCode.NoContent, put.StatusCode);

        using HttpResponseMessage answer = await town.Supervisor.Http.GetAsync(image);

        Assert.AreEqual("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.AreEqual("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        CollectionAssert.AreEqual(Png, await answer.Content.ReadAsByteArrayAsync());
    }
}
