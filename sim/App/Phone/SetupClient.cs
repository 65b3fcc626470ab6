using System.Buffers.Binary;
using System.Text;
using Wugang.Firmware.Core.Journal;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Sim.Board;

namespace Wugang.Sim.App.Phone;

/// <summary>The phone's side of the node's own setup service (docs/reference/setup.md).</summary>
internal sealed class SetupClient
{
    private const int AttemptsMax = 100;

    private static readonly Guid RequestUuid = new("17238923-c496-46af-b9b3-ceeefd188d95");
    private static readonly Guid ResultUuid = new("17238923-c496-46af-b9b3-ceeefd188d96");
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(50);

    private readonly VirtualGattConnection _connection;
    private readonly News _news = new();
    private volatile byte[]? _result;

    public SetupClient(VirtualGattConnection connection)
    {
        _connection = connection;
        connection.Subscribe(ResultUuid, value =>
        {
            _result = value;
            _news.Come();
        });
    }

    /// <summary>Sends a message in pieces of one packet and waits for its answer.</summary>
    /// <returns>How it ended, and the faults that the node names.</returns>
    /// <exception cref="PhoneException">There was no answer.</exception>
    public async Task<(SetupStatus Status, string[] Faults)> SendAsync(SetupKind kind, byte[] content)
    {
        _result = null;
        foreach (byte[] piece in Frame(kind, content).Chunk(_connection.PieceBytesMax))
        {
            await WriteAsync(piece);
        }

        await _news.WaitAsync(
            () => _result is not null, AnswerTimeout, _connection, new Saying("节点没有回答", "The node did not answer"));
        byte[] result = _result!.Length < _connection.PieceBytesMax ? _result : await _connection.ReadAsync(ResultUuid);
        string text = Encoding.ASCII.GetString(result, 2, result.Length - 2);
        return ((SetupStatus)result[1], text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>While the node has no room for one more piece it says so; the piece goes again.</summary>
    private async Task WriteAsync(byte[] piece)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await _connection.WriteAsync(RequestUuid, piece);
                return;
            }
            catch (GattException e) when (e.HasNoRoom && attempt < AttemptsMax)
            {
                await Task.Delay(RetryAfter);
            }
        }
    }

    private static byte[] Frame(SetupKind kind, byte[] content)
    {
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)content.Length);
        byte[] message = [(byte)kind, .. length, .. content];
        byte[] check = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(check, Crc32.Compute(message, 0, message.Length));
        return [.. message, .. check];
    }
}
