using Npgsql;
using Wugang.Supervisor.Ledger;
using Wugang.Tests.Supervisor.Support;

namespace Wugang.Tests.Supervisor.Ledger;

[TestClass]
public sealed class PostgresLedgerTests : LedgerTests
{
    private readonly string _database = PostgresServer.MakeDatabase();

    [TestMethod]
    public void ADatabaseOfANewerVersionIsRefused()
    {
        Open().Dispose();
        Execute("UPDATE schema_version SET version = 99");

        InvalidDataException e = Assert.ThrowsExactly<InvalidDataException>(() => Open());

        StringAssert.Contains(e.Message, "newer version");
        StringAssert.Contains(e.Message, "99");
    }

    [TestMethod]
    public void ADatabaseThatDoesNotAnswerIsSaidSo()
    {
        InvalidDataException e = Assert.ThrowsExactly<InvalidDataException>(
            () => new PostgresLedger($"Host=127.0.0.1;Port={Ports.TakeFree()};Database=x;Username=x"));

        StringAssert.Contains(e.Message, "PostgreSQL");
    }

    [TestMethod]
    public async Task ServersThatStartAtOnceMakeTheTablesOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Open().Dispose())));

        Assert.AreEqual(1L, Scalar("SELECT COUNT(*) FROM schema_version"));
    }

    public override ILedgerStore Open()
    {
        return new PostgresLedger(_database);
    }

    protected override object Scalar(string sql)
    {
        using NpgsqlDataSource source = NpgsqlDataSource.Create(_database);
        using NpgsqlCommand command = source.CreateCommand(sql);
        return command.ExecuteScalar()!;
    }

    protected override void Damage(long sequence)
    {
        Execute($"UPDATE record SET bytes = '\\x7b7b' WHERE seq = {sequence}");
    }

    private void Execute(string sql)
    {
        using NpgsqlDataSource source = NpgsqlDataSource.Create(_database);
        using NpgsqlCommand command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
