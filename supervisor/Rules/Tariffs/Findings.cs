namespace Wugang.Supervisor.Rules.Tariffs;

/// <summary>Collects findings, up to a maximum: the first of a broken document say enough.</summary>
public sealed class Findings
{
    /// <summary>Findings that are kept.</summary>
    public const int Max = 100;

    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    public bool HasError => _all.Any(finding => finding.IsError);

    public void Error(string path, string what)
    {
        Add(new Finding(path, what, IsError: true));
    }

    public void Advise(string path, string what)
    {
        Add(new Finding(path, what, IsError: false));
    }

    /// <exception cref="InvalidDataException">There is an error; the message has a line for each, and names the file.</exception>
    public void ThrowIfError(string file)
    {
        if (HasError)
        {
            throw new InvalidDataException(
                string.Join('\n', _all.Where(finding => finding.IsError).Select(error => $"{file}: {error.Path}: {error.What}")));
        }
    }

    private void Add(Finding finding)
    {
        if (_all.Count < Max)
        {
            _all.Add(finding);
        }
    }
}
