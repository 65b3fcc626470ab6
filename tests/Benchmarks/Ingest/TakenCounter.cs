using System.IO.MemoryMappedFiles;

namespace Wugang.Tests.Benchmarks.Ingest;

/// <summary>How many messages the subscriber has taken, in memory that its process and the load generator share.</summary>
internal sealed class TakenCounter : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public TakenCounter(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, sizeof(long));
        _view = _file.CreateViewAccessor();
    }

    public long Value
    {
        get => _view.ReadInt64(0);
        set => _view.Write(0, value);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
