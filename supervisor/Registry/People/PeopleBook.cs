using Microsoft.AspNetCore.Identity;

namespace Wugang.Supervisor.Registry.People;

/// <summary>Who may sign in. Passwords are kept as ASP.NET Core Identity hashes them (PBKDF2, salted, with its version in front).</summary>
public sealed class PeopleBook(RegistryDatabase database)
{
    /// <summary>Shortest password, in characters.</summary>
    public const int MinPasswordCharacters = 10;

    /// <summary>Longest password, in characters: hashing longer ones would cost others their time.</summary>
    public const int MaxPasswordCharacters = 128;

    private const string Columns = "name AS Name, role AS Role, area AS Area, is_suspended AS IsSuspended, stamp AS Stamp, password_hash AS PasswordHash";

    private static readonly PasswordHasher<string> Hasher = new();

    // What a name that is not there is compared with, so that an answer takes as long for it as for one that is.
    private static readonly string NobodysHash = Hasher.HashPassword("", Guid.NewGuid().ToString());

    /// <summary>All of them by name.</summary>
    public async Task<IReadOnlyList<Person>> ReadAsync()
    {
        return [.. (await database.ReadAsync(session => session.QueryAsync<Row>($"SELECT {Columns} FROM person ORDER BY name"))).Select(row => row.ToPerson())];
    }

    /// <summary>One of them, or null.</summary>
    public Task<Person?> FindAsync(string name)
    {
        return database.ReadAsync(async session => (await FindRowAsync(session, name))?.ToPerson());
    }

    /// <summary>Who signs in with a name and a password; null where it is not right or they are suspended.</summary>
    public async Task<Person?> SignInAsync(string name, string password)
    {
        if (password.Length > MaxPasswordCharacters)
        {
            return null;
        }

        Row? row = await database.ReadAsync(session => FindRowAsync(session, name));
        PasswordVerificationResult result = Hasher.VerifyHashedPassword(name, row?.PasswordHash ?? NobodysHash, password);
        if (row is null || result == PasswordVerificationResult.Failed || row.IsSuspended != 0)
        {
            return null;
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            string hash = Hasher.HashPassword(name, password);
            await database.ChangeAsync(session => session.RunAsync("UPDATE person SET password_hash = @hash WHERE name = @name", new { hash, name }));
        }

        return row.ToPerson();
    }

    /// <summary>Adds somebody.</summary>
    /// <param name="by">Who adds.</param>
    /// <param name="name">Their name.</param>
    /// <param name="role">What they are there for.</param>
    /// <param name="area">Where.</param>
    /// <param name="password">Their first password.</param>
    /// <exception cref="RegistryException">A value is not good, or the name is taken.</exception>
    public Task AddAsync(string by, string name, Role role, string area, string password)
    {
        Person.Require(name, role, area);
        RequirePassword(password);
        return database.ActAsync(new Act(by, "person.add", name, area, NameOf(role)), async session =>
        {
            if (await FindRowAsync(session, name) is not null)
            {
                throw new RegistryException(RegistryFault.Conflict, $"There is a person '{name}' already.");
            }

            await session.RunAsync(
                """
                INSERT INTO person (name, role, area, password_hash, stamp, is_suspended, created_ms)
                VALUES (@name, @role, @area, @hash, @stamp, 0, @NowMs)
                """,
                new { name, role = NameOf(role), area, hash = Hasher.HashPassword(name, password), stamp = NewStamp(), session.NowMs });
        });
    }

    /// <summary>Gives somebody another role or area, or suspends them, or takes that back. What they were signed in with ends.</summary>
    /// <param name="by">Who changes it.</param>
    /// <param name="name">Whom.</param>
    /// <param name="role">What they are there for.</param>
    /// <param name="area">Where.</param>
    /// <param name="isSuspended">Whether they may not sign in.</param>
    /// <exception cref="RegistryException">A value is not good, there is nobody of that name, or nobody would be left to administrate.</exception>
    public Task ChangeAsync(string by, string name, Role role, string area, bool isSuspended)
    {
        Person.Require(name, role, area);
        string detail = NameOf(role) + (isSuspended ? ", suspended" : "");
        return database.ActAsync(new Act(by, "person.change", name, area, detail), async session =>
        {
            int count = await session.RunAsync(
                "UPDATE person SET role = @role, area = @area, is_suspended = @isSuspended, stamp = @stamp WHERE name = @name",
                new { role = NameOf(role), area, isSuspended = isSuspended ? 1L : 0L, stamp = NewStamp(), name });
            RequireFound(count, name);
            string administrator = NameOf(Role.City);
            if (await session.ScalarAsync<long>("SELECT COUNT(*) FROM person WHERE role = @administrator AND is_suspended = 0", new { administrator }) == 0)
            {
                throw new RegistryException(RegistryFault.Conflict, "Nobody would be left who may administrate. Give somebody else the role 'city' first.");
            }
        });
    }

    /// <summary>Gives somebody another password. What they were signed in with ends.</summary>
    /// <param name="by">Who changes it.</param>
    /// <param name="name">Whose.</param>
    /// <param name="password">The new one.</param>
    /// <exception cref="RegistryException">It is too short or too long, or there is nobody of that name.</exception>
    public Task SetPasswordAsync(string by, string name, string password)
    {
        RequirePassword(password);
        return database.ActAsync(new Act(by, "person.password", name, Area.City, ""), async session =>
        {
            int count = await session.RunAsync(
                "UPDATE person SET password_hash = @hash, stamp = @stamp WHERE name = @name",
                new { hash = Hasher.HashPassword(name, password), stamp = NewStamp(), name });
            RequireFound(count, name);
        });
    }

    private static void RequirePassword(string password)
    {
        if (password.Length is < MinPasswordCharacters or > MaxPasswordCharacters)
        {
            throw new RegistryException(RegistryFault.NotGood, $"A password has {MinPasswordCharacters} to {MaxPasswordCharacters} characters.");
        }
    }

    private static void RequireFound(int count, string name)
    {
        if (count == 0)
        {
            throw new RegistryException(RegistryFault.NotFound, $"There is no person '{name}'.");
        }
    }

    private static string NameOf(Role role)
    {
        return role.ToString().ToLowerInvariant();
    }

    private static string NewStamp()
    {
        return Guid.NewGuid().ToString("N");
    }

    private static Task<Row?> FindRowAsync(RegistrySession session, string name)
    {
        return session.FindAsync<Row>($"SELECT {Columns} FROM person WHERE name = @name", new { name });
    }

    private sealed record Row(string Name, string Role, string Area, long IsSuspended, string Stamp, string PasswordHash)
    {
        public Person ToPerson()
        {
            return new Person(Name, Enum.Parse<Role>(Role, ignoreCase: true), Area, IsSuspended != 0, Stamp);
        }
    }
}
