using System.Text;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Sim.Board;

namespace Wugang.Sim.App.Phone;

/// <summary>
/// The phone's side of Improv Wi-Fi over BLE 2.4, written from the specification. It sends in pieces of one packet, and reads an
/// answer that one notification does not hold.
/// </summary>
internal sealed class ImprovClient
{
    public static readonly Guid Service = new("00467768-6228-2272-4663-277478268000");

    private const int HeaderBytes = 2;
    private const int SumBytes = 1;

    private static readonly Guid StateUuid = new("00467768-6228-2272-4663-277478268001");
    private static readonly Guid ErrorUuid = new("00467768-6228-2272-4663-277478268002");
    private static readonly Guid CommandUuid = new("00467768-6228-2272-4663-277478268003");
    private static readonly Guid ResultUuid = new("00467768-6228-2272-4663-277478268004");
    private static readonly Guid CapabilitiesUuid = new("00467768-6228-2272-4663-277478268005");

    // Longer than a node tries to join a network.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(40);

    private readonly VirtualGattConnection _connection;
    private readonly News _news = new();
    private volatile byte[]? _result;
    private volatile byte _state;
    private volatile byte _error;

    private ImprovClient(VirtualGattConnection connection)
    {
        _connection = connection;
    }

    public ImprovState State => (ImprovState)_state;

    public ImprovError Error => (ImprovError)_error;

    /// <summary>Bits: 0 identify, 1 device information, 2 scan.</summary>
    public byte Capabilities { get; private init; }

    /// <summary>Asks to be told of what changes, and reads how things are.</summary>
    public static async Task<ImprovClient> StartAsync(VirtualGattConnection connection)
    {
        byte[] capabilities = await connection.ReadAsync(CapabilitiesUuid);
        ImprovClient client = new(connection) { Capabilities = capabilities[0] };
        connection.Subscribe(StateUuid, value => client.Note(() => client._state = value[0]));
        connection.Subscribe(ErrorUuid, value => client.Note(() => client._error = value[0]));
        connection.Subscribe(ResultUuid, value => client.Note(() => client._result = value));
        client._state = (await connection.ReadAsync(StateUuid))[0];
        client._error = (await connection.ReadAsync(ErrorUuid))[0];
        return client;
    }

    /// <summary>Waits until the node is in a state.</summary>
    public Task WaitForAsync(ImprovState state, TimeSpan timeout)
    {
        return WaitAsync(() => State == state, timeout, new Saying("节点没有等到按钮", "Nobody pressed the node's button in time"));
    }

    /// <summary>Lets the node show which one it is.</summary>
    public Task IdentifyAsync()
    {
        return SendAsync(ImprovCommand.Identify, []);
    }

    /// <summary>Firmware, version, chip and name.</summary>
    public Task<IReadOnlyList<string>> AskForInformationAsync()
    {
        return AskAsync(ImprovCommand.DeviceInformation, []);
    }

    /// <summary>The names of the networks that the node hears, the strongest first.</summary>
    public async Task<IReadOnlyList<string>> ScanAsync()
    {
        IReadOnlyList<string> texts = await AskAsync(ImprovCommand.ScanWifi, []);
        return [.. texts.Where((_, index) => index % 3 == 0)];
    }

    /// <summary>Sends a network; returns once the node has joined it and stored everything.</summary>
    /// <exception cref="PhoneException">The node said that it could not.</exception>
    public async Task SendWifiAsync(string network, string password)
    {
        byte[] name = Encoding.UTF8.GetBytes(network);
        byte[] secret = Encoding.UTF8.GetBytes(password);
        await AskAsync(ImprovCommand.SendWifi, [(byte)name.Length, .. name, (byte)secret.Length, .. secret]);
    }

    /// <summary>Sends a command whose answer is a list of texts.</summary>
    /// <exception cref="PhoneException">The answer was an error, or none.</exception>
    private async Task<IReadOnlyList<string>> AskAsync(ImprovCommand command, byte[] data)
    {
        _result = null;
        _error = (byte)ImprovError.None;
        await SendAsync(command, data);
        await WaitAsync(
            () => _result is not null || Error != ImprovError.None, AnswerTimeout, new Saying("节点没有回答", "The node did not answer"));
        return _result is { } result ? Read(await CompleteAsync(result)) : throw new PhoneException(Describe(Error));
    }

    private async Task SendAsync(ImprovCommand command, byte[] data)
    {
        byte[] packet = [(byte)command, (byte)data.Length, .. data];
        foreach (byte[] piece in ((byte[])[.. packet, SumOf(packet)]).Chunk(_connection.PieceBytesMax))
        {
            await _connection.WriteAsync(CommandUuid, piece);
        }
    }

    private async Task<byte[]> CompleteAsync(byte[] result)
    {
        return result.Length == HeaderBytes + result[1] + SumBytes ? result : await _connection.ReadAsync(ResultUuid);
    }

    private static List<string> Read(byte[] result)
    {
        int end = HeaderBytes + result[1];
        if (result.Length != end + SumBytes || result[end] != SumOf(result[..end]))
        {
            throw new PhoneException(new Saying("节点的回答已损坏", "The node's answer is damaged"));
        }

        List<string> texts = [];
        for (int at = HeaderBytes; at < end; at += 1 + result[at])
        {
            texts.Add(Encoding.UTF8.GetString(result, at + 1, result[at]));
        }

        return texts;
    }

    private static byte SumOf(byte[] bytes)
    {
        return (byte)(bytes.Sum(value => value) & 0xFF);
    }

    private void Note(Action note)
    {
        note();
        _news.Come();
    }

    private Task WaitAsync(Func<bool> condition, TimeSpan timeout, Saying otherwise)
    {
        return _news.WaitAsync(condition, timeout, _connection, otherwise);
    }

    private static Saying Describe(ImprovError error)
    {
        return error switch
        {
            ImprovError.InvalidPacket => new Saying("节点不明白手机发来的内容", "The node did not understand what the phone sent"),
            ImprovError.UnknownCommand => new Saying("节点不支持这个操作", "The node does not know this command"),
            ImprovError.UnableToConnect => new Saying("连不上无线网络：名称或密码不对", "The Wi-Fi network cannot be joined: wrong name or password"),
            ImprovError.NotAuthorized => new Saying("请先按节点上的设置按钮", "Press the setup button at the node first"),
            ImprovError.Unknown => new Saying("节点没有存下设置", "The node could not store it"),
            ImprovError.None => throw new ArgumentOutOfRangeException(nameof(error)),
            _ => new Saying($"节点报告错误 {error}", $"The node reported error {error}"),
        };
    }
}
