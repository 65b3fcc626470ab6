using Wugang.Supervisor.Registry;
using Wugang.Supervisor.Registry.People;

namespace Wugang.Tests.Supervisor.Registry;

/// <summary>Who may sign in, and with what; the same on both engines.</summary>
[TestClass]
public class PeopleTests
{
    private const string Password = "correct horse battery";

    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task OnlyTheRightPasswordSignsIn(string engine)
    {
        using RegistryBench bench = new(engine);
        PeopleBook people = new(bench.Database);
        await people.AddAsync("system", "lin", Role.Township, "410481001", Password);

        Person? person = await people.SignInAsync("lin", Password);
        Assert.AreEqual(("lin", Role.Township, "410481001"), (person!.Name, person.Role, person.Area));
        Assert.IsNull(await people.SignInAsync("lin", Password + "!"));
        Assert.IsNull(await people.SignInAsync("nobody", Password));
        Assert.IsNull(await people.SignInAsync("lin", new string('x', 10_000)));
    }

    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task WhoIsSuspendedOrHasAnotherPasswordIsSignedOut(string engine)
    {
        using RegistryBench bench = new(engine);
        PeopleBook people = new(bench.Database);
        await people.AddAsync("system", "root", Role.City, "", Password);
        await people.AddAsync("root", "lin", Role.Auditor, "", Password);
        string stamp = (await people.FindAsync("lin"))!.Stamp;

        await people.SetPasswordAsync("root", "lin", "another password");
        Assert.AreNotEqual(stamp, (await people.FindAsync("lin"))!.Stamp);
        Assert.IsNull(await people.SignInAsync("lin", Password));
        Assert.IsNotNull(await people.SignInAsync("lin", "another password"));

        await people.ChangeAsync("root", "lin", Role.Auditor, "", isSuspended: true);
        Assert.IsNull(await people.SignInAsync("lin", "another password"));
    }

    [TestMethod]
    public async Task SomebodyIsAlwaysLeftToAdministrate()
    {
        using RegistryBench bench = new("sqlite");
        PeopleBook people = new(bench.Database);
        await people.AddAsync("system", "root", Role.City, "", Password);

        RegistryException e = await Assert.ThrowsExactlyAsync<RegistryException>(
            () => people.ChangeAsync("root", "root", Role.City, "", isSuspended: true));
        Assert.AreEqual(RegistryFault.Conflict, e.Fault);
        Assert.IsFalse((await people.FindAsync("root"))!.IsSuspended, "nothing of it was done");
        Assert.AreEqual(1, (await new AuditLog(bench.Database).ReadAsync("", long.MaxValue, 10)).Count, "and nothing of it is in the log");
    }

    [TestMethod]
    [DataRow("Lin", Role.City, "")]
    [DataRow("lin; drop", Role.City, "")]
    [DataRow("", Role.City, "")]
    [DataRow("lin", Role.City, "410481001")]
    [DataRow("lin", Role.Township, "41048100")]
    [DataRow("lin", Role.Township, "410481001\n")]
    [DataRow("lin", Role.Facility, "410481001")]
    [DataRow("lin", Role.Auditor, "everywhere")]
    [DataRow("lin", (Role)9, "everywhere")]
    public async Task WhatIsNoPersonIsRefused(string name, Role role, string area)
    {
        using RegistryBench bench = new("sqlite");
        RegistryException e = await Assert.ThrowsExactlyAsync<RegistryException>(
            () => new PeopleBook(bench.Database).AddAsync("system", name, role, area, Password));
        Assert.AreEqual(RegistryFault.NotGood, e.Fault);
    }

    [TestMethod]
    [DataRow(Role.City, "", "410481002-0001-01", "Read Operate Configure Administrate ReadAudit")]
    [DataRow(Role.Township, "410481001", "410481001-0007", "Read Operate Configure ReadAudit")]
    [DataRow(Role.Township, "410481001", "410481002-0001", "")]
    [DataRow(Role.Township, "410481001", "4104810011", "")]
    [DataRow(Role.Facility, "410481001-0007", "410481001-0007-01", "Read Operate")]
    [DataRow(Role.Facility, "410481001-0007", "410481001-0008", "")]
    [DataRow(Role.Facility, "410481001-0007", "410481001", "")]
    [DataRow(Role.Auditor, "410481001", "410481001-0007", "Read ReadAudit")]
    public void TheRoleSaysWhatAndTheAreaWhere(Role role, string area, string part, string rights)
    {
        Person person = new("lin", role, area, false, "");
        Assert.AreEqual(rights, string.Join(' ', Enum.GetValues<Right>().Where(right => person.May(right, part))));
    }

    [TestMethod]
    [DataRow("sqlite")]
    [DataRow("postgres")]
    public async Task ATokenIsGoodUntilItEndsOrIsTakenBack(string engine)
    {
        using RegistryBench bench = new(engine);
        await new PeopleBook(bench.Database).AddAsync("system", "lin", Role.Auditor, "", Password);
        TokenBook tokens = new(bench.Database);
        string text = await tokens.AddAsync("lin", "monthly report", isReadOnly: true, days: 30);
        string other = await tokens.AddAsync("lin", "screen", isReadOnly: false, days: 1);

        Token token = (await tokens.FindAsync(text))!;
        Assert.AreEqual(("lin", "monthly report", true), (token.Person, token.Label, token.IsReadOnly));
        Assert.IsNull(await tokens.FindAsync(text[..^1] + (text[^1] == 'A' ? 'B' : 'A')), "a character is wrong");
        Assert.IsNull(await tokens.FindAsync("wsn_"));
        Assert.AreEqual(2, (await tokens.ReadAsync("lin")).Count);

        await tokens.RemoveAsync("lin", token.Id, "lin");
        Assert.IsNull(await tokens.FindAsync(text), "it was taken back");
        bench.Time.Advance(TimeSpan.FromDays(1));
        Assert.IsNull(await tokens.FindAsync(other), "its day is over");
    }
}
