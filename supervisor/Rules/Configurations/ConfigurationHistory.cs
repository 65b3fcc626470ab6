using Wugang.Supervisor.Rules.Contents;

namespace Wugang.Supervisor.Rules.Configurations;

/// <summary>Which configuration a node ran with in which boot: settings change only with a restart, so each record has its own.</summary>
public sealed class ConfigurationHistory
{
    private const int MaxBoots = 256;

    private readonly SortedDictionary<long, ConfigurationInForce> _byBoot = [];

    /// <summary>That of the newest boot which named one, or null before any.</summary>
    public ConfigurationInForce? Newest { get; private set; }

    /// <summary>The newest record about a configuration, or null before any.</summary>
    public ConfigurationChange? Change { get; private set; }

    /// <summary>Highest number of an update that the node has answered; 0 before any.</summary>
    public long UpdateId { get; private set; }

    /// <summary>The configuration of a boot, or null where it is not known.</summary>
    public ConfigurationInForce? OfBoot(long boot)
    {
        return _byBoot.GetValueOrDefault(boot);
    }

    /// <summary>Versions of all boots of which one is known.</summary>
    public IReadOnlyDictionary<long, int> VersionByBoot()
    {
        return _byBoot.ToDictionary(boot => boot.Key, boot => boot.Value.Version);
    }

    internal void Start(long boot, ConfigurationInForce? configuration)
    {
        if (configuration is null)
        {
            return;
        }

        Set(boot, configuration);
        if (_byBoot.Count > MaxBoots)
        {
            _byBoot.Remove(_byBoot.Keys.First());
        }
    }

    internal void Apply(long boot, long atMs, RecordContent.Configured content)
    {
        Change = new ConfigurationChange(atMs, content.Result, content.Version, content.Who, content.Errors);
        UpdateId = Math.Max(UpdateId, content.Id);
        if (content.Result == "confirmed" && OfBoot(boot) is { } tried)
        {
            Set(boot, tried with { OnTrial = false });
        }
    }

    private void Set(long boot, ConfigurationInForce configuration)
    {
        _byBoot[boot] = configuration;
        Newest = configuration;
    }
}
