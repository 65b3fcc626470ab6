using Wugang.Firmware.Core.Provisioning;
using Wugang.Sim.Board;

namespace Wugang.Sim.App.Phone;

/// <summary>
/// A person's phone with an app that sets nodes up: it finds the node on the air, waits for its button, sends the papers, and
/// then the Wi-Fi network. It sets one node up at a time.
/// </summary>
internal sealed class VirtualPhone
{
    // What iPhones agree on.
    private const int MtuBytes = 185;

    private static readonly TimeSpan ButtonTimeout = TimeSpan.FromMinutes(2);

    private int _isBusy;

    /// <summary>Something to tell the person who holds it.</summary>
    public event Action<Saying>? Told;

    /// <summary>How far it is with the newest node; null before the first.</summary>
    public PhoneProgress? Progress { get; private set; }

    public bool IsBusy => Volatile.Read(ref _isBusy) != 0;

    /// <summary>Sets a node up; returns whether that has worked. Why it has not is told, and in <see cref="Progress"/>.</summary>
    public Task<bool> SetUpAsync(VirtualNode node, string network, string password)
    {
        return TryAsync(node, async () =>
        {
            await TalkAsync(node, network, password);
            Enter(PhoneStep.Done, new Saying("手机：全部已存下，节点重新启动", "Phone: all is stored, the node starts"));
        });
    }

    /// <summary>Lets a node show which one it is; returns whether that has worked.</summary>
    public Task<bool> IdentifyAsync(VirtualNode node)
    {
        return TryAsync(node, async () =>
        {
            using VirtualGattConnection connection = Connect(node);
            await (await ImprovClient.StartAsync(connection)).IdentifyAsync();
            Told?.Invoke(new Saying("手机：节点的设置灯正在快闪", "Phone: the node's setup lamp flickers"));
        });
    }

    private async Task<bool> TryAsync(VirtualNode node, Func<Task> talk)
    {
        if (Interlocked.Exchange(ref _isBusy, 1) != 0)
        {
            return false;
        }

        try
        {
            Progress = new PhoneProgress(node.Id.Value, PhoneStep.Connect, [], null);
            await talk();
            return true;
        }
        catch (Exception e) when (e is PhoneException or GattException or IOException)
        {
            Saying why = (e as PhoneException)?.What ?? new Saying("与节点的蓝牙连接断开了", "The Bluetooth connection to the node is gone");
            Progress = Progress! with { Failure = why };
            Told?.Invoke(new Saying($"手机：{why.Zh}", $"Phone: {why.En}"));
            return false;
        }
        finally
        {
            Volatile.Write(ref _isBusy, 0);
        }
    }

    private static VirtualGattConnection Connect(VirtualNode node)
    {
        return node.Bluetooth.Connect(MtuBytes) ?? throw new PhoneException(new Saying(
            $"找不到节点 {node.Id.Node}：已设置好的节点要按住设置按钮五秒",
            $"Node {node.Id.Node} is not found: at one that is set up, hold the setup button for five seconds"));
    }

    private async Task TalkAsync(VirtualNode node, string network, string password)
    {
        using VirtualGattConnection connection = Connect(node);
        connection.Pair();
        ImprovClient improv = await ImprovClient.StartAsync(connection);
        SetupClient setup = new(connection);
        IReadOnlyList<string> information = await improv.AskForInformationAsync();
        Progress = Progress! with { Networks = await improv.ScanAsync() };
        Enter(PhoneStep.Button, new Saying(
            $"手机：已连接 {information[3]}（{information[0]} {information[1]}）",
            $"Phone: connected to {information[3]} ({information[0]} {information[1]})"));
        if (improv.State == ImprovState.AuthorizationRequired)
        {
            Told?.Invoke(new Saying(
                $"手机：请按节点上的设置按钮（press setup {node.Id.Node}）",
                $"Phone: press the setup button at the node (press setup {node.Id.Node})"));
            await improv.WaitForAsync(ImprovState.Authorized, ButtonTimeout);
        }

        Enter(PhoneStep.Papers, new Saying("手机：正在发送设置和密钥", "Phone: sending settings and keys"));
        await SendAsync(setup, SetupKind.Settings, node.Papers.Settings);
        await SendAsync(setup, SetupKind.Keys, node.Papers.Keys);
        Enter(PhoneStep.Wifi, new Saying($"手机：节点正在连接无线网络 {network}", $"Phone: the node joins the Wi-Fi network {network}"));
        await improv.SendWifiAsync(network, password);
    }

    private static async Task SendAsync(SetupClient setup, SetupKind kind, byte[] content)
    {
        (SetupStatus status, string[] faults) = await setup.SendAsync(kind, content);
        if (status != SetupStatus.Accepted)
        {
            string why = faults.Length > 0 ? string.Join("; ", faults) : status.ToString();
            throw new PhoneException(new Saying($"节点没有接受：{why}", $"The node did not take it: {why}"));
        }
    }

    private void Enter(PhoneStep step, Saying what)
    {
        Progress = Progress! with { Step = step };
        Told?.Invoke(what);
    }
}
