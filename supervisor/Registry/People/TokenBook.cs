using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Wugang.Supervisor.Registry.People;

/// <summary>What programs sign in with: <c>wsn_ID_SECRET</c>.</summary>
public sealed class TokenBook(RegistryDatabase database)
{
    /// <summary>Longest time that a token is good, in days.</summary>
    public const int MaxDays = 400;

    /// <summary>What every token begins with.</summary>
    public const string Prefix = "wsn_";

    private const int SecretBytes = 32;
    private const int IdBytes = 6;
    private const int MaxLabelCharacters = 64;
    private const long DayMs = 86_400_000;
    private const string Columns = "id AS Id, person AS Person, label AS Label, hash AS Hash, is_read_only AS IsReadOnly, created_ms AS CreatedMs, expires_ms AS ExpiresMs";

    /// <summary>The tokens of a person, or of everybody, newest first.</summary>
    public async Task<IReadOnlyList<Token>> ReadAsync(string? person)
    {
        IReadOnlyList<Row> rows = await database.ReadAsync(session => session.QueryAsync<Row>(
            $"SELECT {Columns} FROM token WHERE @person = '' OR person = @person ORDER BY created_ms DESC", new { person = person ?? "" }));
        return [.. rows.Select(row => row.ToToken())];
    }

    /// <summary>Makes one in the maker's own name.</summary>
    /// <param name="by">In whose name.</param>
    /// <param name="label">What it is for, 1 to 64 characters.</param>
    /// <param name="isReadOnly">Whether it may only read.</param>
    /// <param name="days">How long it is good, 1 to <see cref="MaxDays"/>.</param>
    /// <returns>The whole token, told this once.</returns>
    /// <exception cref="RegistryException">A value is not good.</exception>
    public async Task<string> AddAsync(string by, string label, bool isReadOnly, int days)
    {
        if (label.Length is 0 or > MaxLabelCharacters || days is < 1 or > MaxDays)
        {
            throw new RegistryException(
                RegistryFault.NotGood, $"A token needs a label of 1 to {MaxLabelCharacters} characters and 1 to {MaxDays} days.");
        }

        string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
        string secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await database.ActAsync(new Act(by, "token.add", id, Area.City, label), session => session.RunAsync(
            """
            INSERT INTO token (id, person, label, hash, is_read_only, created_ms, expires_ms)
            VALUES (@id, @by, @label, @hash, @isReadOnly, @NowMs, @expiresMs)
            """,
            new { id, by, label, hash = HashOf(secret), isReadOnly = isReadOnly ? 1L : 0L, session.NowMs, expiresMs = session.NowMs + (days * DayMs) }));
        return $"{Prefix}{id}_{secret}";
    }

    /// <summary>Takes one back.</summary>
    /// <param name="by">Who.</param>
    /// <param name="id">Which.</param>
    /// <param name="owner">Only of this person; null of anybody.</param>
    /// <exception cref="RegistryException">There is none.</exception>
    public Task RemoveAsync(string by, string id, string? owner)
    {
        return database.ActAsync(new Act(by, "token.remove", id, Area.City, ""), async session =>
        {
            if (await session.RunAsync("DELETE FROM token WHERE id = @id AND (@owner = '' OR person = @owner)", new { id, owner = owner ?? "" }) == 0)
            {
                throw new RegistryException(RegistryFault.NotFound, $"There is no token '{id}'.");
            }
        });
    }

    /// <summary>The token that a text is, while it is good; null where it is none.</summary>
    public Task<Token?> FindAsync(string text)
    {
        string[] parts = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..].Split('_', 2) : [];
        return parts is not [string id, string secret]
            ? Task.FromResult<Token?>(null)
            : database.ReadAsync(async session =>
            {
                Row? row = await session.FindAsync<Row>($"SELECT {Columns} FROM token WHERE id = @id", new { id });
                bool isGood = row is not null
                    && session.NowMs < row.ExpiresMs
                    && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(row.Hash), Encoding.ASCII.GetBytes(HashOf(secret)));
                return isGood ? row!.ToToken() : null;
            });
    }

    private static string HashOf(string secret)
    {
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
    }

    private sealed record Row(string Id, string Person, string Label, string Hash, long IsReadOnly, long CreatedMs, long ExpiresMs)
    {
        public Token ToToken()
        {
            return new Token(Id, Person, Label, IsReadOnly != 0, CreatedMs, ExpiresMs);
        }
    }
}
