namespace Wugang.Sim.App;

/// <summary>The commands of the building with what they do, for help and for the page.</summary>
internal static class SiteCommands
{
    public static IReadOnlyList<(string Command, Saying Meaning)> All { get; } =
    [
        ("open ZONE", new Saying("打开门窗", "Open a door or window: gate, activity_door, activity_window, utility_door.")),
        ("close ZONE", new Saying("关上门窗", "Close it.")),
        ("press panic|ZONE", new Saying("按下紧急按钮", "Press a panic button: activity_panic (or just panic), guard_panic.")),
        ("smoke on|off [ZONE]", new Saying("烟雾报警器", "Smoke at a detector, or the air clears: activity_smoke, utility_smoke.")),
        ("move on|off [ZONE]", new Saying("有人走动", "Somebody moves where a motion detector looks, or nobody: utility_motion.")),
        ("lift ZONE", new Saying("打开外壳", "Lift the cover of a node: gate_cover.")),
        ("shut ZONE", new Saying("合上外壳", "Put it back.")),
        ("cut loop ZONE", new Saying("剪断回路", "Cut the wire of a loop: activity_door, activity_smoke, utility_smoke.")),
        ("short loop ZONE", new Saying("短接回路", "Short it.")),
        ("mend loop ZONE", new Saying("修复回路", "Mend it.")),
        ("meter METER STATE", new Saying("表计", "A meter on the serial line, power, water or gas, becomes silent, garbled, stuck, back (by 1 kWh or m3) or good.")),
        ("sensor NAME dead|weak|new|good", new Saying(
            "无线传感器：不再发送、电池将尽、换新电池（计数归零，须用 pair 命令重新配对）、恢复",
            "A wireless sensor falls silent, has a weak battery, has a new one (its counter begins again: pair it by command), or is good.")),
        ("turn key [NODE]", new Saying("转动设防钥匙", "Turn the key switch of a node (01, 02, 03), or of all: sets full, or leaves it.")),
        ("silence [NODE]", new Saying("按消音按钮", "Press the silence button: the siren stops, the alarm stays.")),
        ("reset [NODE]", new Saying("转动复位钥匙", "Turn the reset key: lets alarms go whose cause is gone.")),
        ("mains off|on [NODE]", new Saying("市电", "Mains lost, or back; the battery keeps the node up.")),
        ("battery PERCENT [NODE]", new Saying("电池电量", "Charge of the battery, 0 to 100: low below 46, exhausted below 21.")),
        ("link down|up [NODE]", new Saying("无线网络", "The Wi-Fi is out of reach of a node, or of all; either end notices after a minute of silence.")),
        ("clock jumps ahead|back DURATION [NODE]", new Saying("时钟跳变", "The clock is set wrong, by 30s, 5m, 2h or 1d for instance; for an hour at most.")),
        ("clock right [NODE]", new Saying("校准时钟", "The time server sets it right.")),
        ("flash fails|works [NODE]", new Saying("闪存", "The flash refuses to write, or works again.")),
        ("broker down|up", new Saying("消息服务器", "The broker stops, or runs again without what it remembered.")),
        ("people come|away", new Saying("人员", "People come and go by themselves, or stay away.")),
        ("setup NODE [WIFI [PASSWORD]]", new Saying("用手机设置节点", "Set a node up with the phone; the Wi-Fi is nursery, sunshine-2026. The node asks for its button.")),
        ("identify NODE", new Saying("让节点的设置灯快闪", "Let a node that waits for the phone show which one it is.")),
        ("press setup [NODE]", new Saying("按设置按钮", "Press the setup button: lets the phone in for a minute.")),
        ("hold setup [NODE]", new Saying("按住设置按钮五秒", "Hold it for five seconds, as a node at work wants it.")),
        ("cut power [NODE]", new Saying("断电", "Take all power away, that of the battery too.")),
        ("restore power [NODE]", new Saying("恢复供电", "Give it back.")),
    ];
}
