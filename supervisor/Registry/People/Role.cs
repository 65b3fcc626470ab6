namespace Wugang.Supervisor.Registry.People;

/// <summary>What a person is there for. Stored by name.</summary>
public enum Role
{
    /// <summary>The city: everything, everywhere; the only one that changes who is supervised and who may sign in.</summary>
    City = 1,

    /// <summary>A township: supervises, commands and configures its own facilities.</summary>
    Township = 2,

    /// <summary>The people of one facility: see it, command its nodes, answer its alerts.</summary>
    Facility = 3,

    /// <summary>Reads everything of its area, and the audit log; changes nothing.</summary>
    Auditor = 4,
}
