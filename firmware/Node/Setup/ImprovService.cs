using System;
using Wugang.Firmware.Core;
using Wugang.Firmware.Core.Provisioning;
using Wugang.Firmware.Node.Ports;

namespace Wugang.Firmware.Node.Setup;

/// <summary>Improv Wi-Fi over BLE, version 2.4, without the commands that would give the node a name: that is in its settings.</summary>
internal sealed class ImprovService
{
    private const byte Capabilities = 7; // Identify, device information, scan.
    private const string FirmwareName = "Wugang SafetyNode";
    private const int IdentifyMs = 10000;

    // The chip's library does not say how a network is protected. A phone then asks for a password, which may be left empty.
    private const string Protection = "WPA2";

    private readonly ISetupBoard _board;
    private readonly IPhoneServer _phones;
    private readonly SetupWindow _window;
    private readonly SetupDraft _draft;
    private readonly string _deviceName;
    private readonly WifiCredentials _known;
    private readonly ImprovPacket _packet = new ImprovPacket();
    private WifiCredentials _tried;
    private bool _isScanning;
    private long _newestPieceMs;
    private long _joinSinceMs;
    private long _identifyUntilMs;

    /// <param name="board">The board.</param>
    /// <param name="window">Whether what comes is taken.</param>
    /// <param name="draft">What is stored with the network.</param>
    /// <param name="deviceName">The node's name for people.</param>
    /// <param name="known">The network the node goes back to when another cannot be joined; null for none.</param>
    public ImprovService(
        ISetupBoard board, SetupWindow window, SetupDraft draft, string deviceName, WifiCredentials known)
    {
        _board = board;
        _phones = board.Phones;
        _window = window;
        _draft = draft;
        _deviceName = deviceName;
        _known = known;
        _phones.Show(PhoneCharacteristic.ImprovCapabilities, new byte[] { Capabilities });
        _phones.Show(PhoneCharacteristic.ImprovResult, new byte[0]);
    }

    /// <summary>When something is due even if nothing happens. What Wi-Fi does is polled.</summary>
    public long DueMs
    {
        get { return _packet.IsUnfinished ? _newestPieceMs + Limits.MaxSetupPauseMs : long.MaxValue; }
    }

    public bool IsIdentifying(long nowMs)
    {
        return nowMs < _identifyUntilMs;
    }

    /// <summary>Takes what a phone has written.</summary>
    public void Write(byte[] piece, long nowMs)
    {
        _newestPieceMs = nowMs;
        switch (_packet.Add(piece))
        {
            case PieceStatus.Unfinished:
                break;

            case PieceStatus.Whole:
                _window.Report(ImprovError.None);
                Obey(nowMs);
                _packet.Drop();
                break;

            case PieceStatus.Damaged:
                _window.Report(ImprovError.InvalidPacket);
                break;

            case PieceStatus.TooLong:
            default:
                throw new InvalidOperationException("A packet of Improv cannot be too long.");
        }
    }

    /// <summary>Gives up a packet whose rest does not come; looks at what Wi-Fi has done.</summary>
    public void Step(long nowMs)
    {
        if (nowMs >= DueMs)
        {
            _packet.Drop();
            _window.Report(ImprovError.InvalidPacket);
        }

        WifiNetwork[] networks = _isScanning ? _board.Wifi.TakeNetworks() : null;
        if (networks != null)
        {
            _isScanning = false;
            AnswerScan(networks);
        }

        if (_window.State == ImprovState.Provisioning)
        {
            LookAtWifi(nowMs);
        }
    }

    /// <summary>Forgets what has come so far: the phone has left, or the minute is over.</summary>
    public void Forget()
    {
        _packet.Drop();
        _isScanning = false;
        if (_window.State == ImprovState.Provisioning)
        {
            GoBack();
        }
    }

    private void Obey(long nowMs)
    {
        switch (_packet.Command)
        {
            case (int)ImprovCommand.SendWifi:
                Join(nowMs);
                break;

            case (int)ImprovCommand.Identify:
                _identifyUntilMs = nowMs + IdentifyMs;
                break;

            case (int)ImprovCommand.DeviceInformation:
                ImprovResult information = new ImprovResult(ImprovCommand.DeviceInformation);
                information.TryAdd(FirmwareName, SafetyNode.Version, _board.ChipName, _deviceName);
                Answer(information);
                break;

            case (int)ImprovCommand.ScanWifi:
                _isScanning = true;
                _board.Wifi.Scan();
                break;

            default:
                _window.Report(ImprovError.UnknownCommand);
                break;
        }
    }

    private void Join(long nowMs)
    {
        WifiCredentials credentials = _packet.ReadWifi();
        if (!_window.IsAuthorized)
        {
            _window.Report(ImprovError.NotAuthorized);
        }
        else if (credentials == null)
        {
            _window.Report(ImprovError.InvalidPacket);
        }
        else
        {
            _tried = credentials;
            _joinSinceMs = nowMs;
            _window.BeginProvisioning();
            _board.Wifi.Join(credentials);
        }
    }

    private void LookAtWifi(long nowMs)
    {
        bool isJoined = _board.Wifi.State == WifiState.Joined;
        bool isRefused = _board.Wifi.State == WifiState.Refused || nowMs - _joinSinceMs >= Limits.MaxWifiJoinMs;
        if (isJoined && _draft.TryStore(_tried))
        {
            _tried = null;
            _window.Finish();
            Answer(new ImprovResult(ImprovCommand.SendWifi));
        }
        else if (isJoined || isRefused)
        {
            GoBack();
            _window.Authorize(nowMs);
            _window.Report(isJoined ? ImprovError.Unknown : ImprovError.UnableToConnect);
        }
    }

    /// <summary>Back to the network of before.</summary>
    private void GoBack()
    {
        _tried = null;
        if (_known != null)
        {
            _board.Wifi.Join(_known);
        }
    }

    /// <summary>Names of networks with their strength, the strongest first, each name once, as many as one packet carries.</summary>
    private void AnswerScan(WifiNetwork[] networks)
    {
        ImprovResult result = new ImprovResult(ImprovCommand.ScanWifi);
        bool[] isDone = new bool[networks.Length];
        for (int strongest = FindStrongest(networks, isDone); strongest >= 0; strongest = FindStrongest(networks, isDone))
        {
            WifiNetwork network = networks[strongest];
            for (int i = 0; i < networks.Length; i++)
            {
                isDone[i] = isDone[i] || networks[i].Name == network.Name;
            }

            if (network.Name.Length > 0 && !result.TryAdd(network.Name, network.SignalDbm.ToString(), Protection))
            {
                break;
            }
        }

        Answer(result);
    }

    private static int FindStrongest(WifiNetwork[] networks, bool[] isDone)
    {
        int strongest = -1;
        for (int i = 0; i < networks.Length; i++)
        {
            if (!isDone[i] && (strongest < 0 || networks[i].SignalDbm > networks[strongest].SignalDbm))
            {
                strongest = i;
            }
        }

        return strongest;
    }

    private void Answer(ImprovResult result)
    {
        _phones.Show(PhoneCharacteristic.ImprovResult, result.ToBytes());
    }
}
