using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Wugang.Sim.App.Meters;

/// <summary>
/// A pseudo terminal of Linux or macOS: another program opens <see cref="Path"/> as if a serial adapter were there. It
/// carries bytes as they are, at no speed of its own.
/// </summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControllingTerminalLinux = 0x100;
    private const int NoControllingTerminalMac = 0x20000;
    private const short Readable = 1;
    private const short Writable = 4;
    private const int PollMs = 100;
    private const int MaxBytes = 256;

    // Larger than the terminal attributes of either system, which are only passed on.
    private const int AttributesBytes = 256;

    private readonly int _outer;
    private readonly int _inner;
    private readonly Thread _thread;
    private volatile bool _isClosing;

    /// <summary>Makes a pseudo terminal.</summary>
    /// <exception cref="PlatformNotSupportedException">The system is neither Linux nor macOS.</exception>
    /// <exception cref="IOException">The system gives none.</exception>
    public PseudoTerminal()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            throw new PlatformNotSupportedException("Pseudo terminals are there on Linux and macOS only.");
        }

        int flags = ReadWrite | (OperatingSystem.IsLinux() ? NoControllingTerminalLinux : NoControllingTerminalMac);
        _outer = Require(NativeMethods.OpenPseudoTerminal(flags));
        Require(NativeMethods.Grant(_outer));
        Require(NativeMethods.Unlock(_outer));
        Path = Marshal.PtrToStringUTF8(NativeMethods.NameOf(_outer)) ?? throw new IOException("A pseudo terminal has no name.");

        // Held open here too, so that it stays as it is while no other program has it.
        _inner = Require(NativeMethods.Open(Encoding.UTF8.GetBytes(Path + "\0"), flags));
        MakeRaw(_inner);
        _thread = new Thread(Run) { IsBackground = true, Name = "Pseudo terminal" };
    }

    /// <summary>The other program has written bytes; raised on a thread of its own.</summary>
    public event Action<byte[]>? Received;

    /// <summary>What another program opens.</summary>
    public string Path { get; }

    /// <summary>Whether this is the path of one, on which no parity can be set.</summary>
    public static bool IsOne(string path)
    {
        return path.StartsWith("/dev/pts/", StringComparison.Ordinal) || path.StartsWith("/dev/ttys", StringComparison.Ordinal);
    }

    /// <summary>Begins to listen.</summary>
    public void Start()
    {
        _thread.Start();
    }

    /// <summary>Sends a byte to the other program; it is lost where that reads nothing.</summary>
    public void Send(byte value)
    {
        if (IsReady(Writable, 0))
        {
            _ = NativeMethods.Write(_outer, [value], 1);
        }
    }

    public void Dispose()
    {
        _isClosing = true;
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _ = NativeMethods.Close(_inner);
        _ = NativeMethods.Close(_outer);
    }

    private void Run()
    {
        byte[] buffer = new byte[MaxBytes];
        while (!_isClosing)
        {
            nint count = IsReady(Readable, PollMs) ? NativeMethods.Read(_outer, buffer, buffer.Length) : 0;
            if (count > 0)
            {
                Received?.Invoke(buffer[..(int)count]);
            }
        }
    }

    private bool IsReady(short events, int timeoutMs)
    {
        NativeMethods.PollRequest request = new() { Descriptor = _outer, Events = events };
        return NativeMethods.Poll(ref request, 1, timeoutMs) > 0 && (request.Returned & events) != 0;
    }

    /// <summary>Every byte passes as it is: no echo, no line ends, no signals.</summary>
    private static void MakeRaw(int descriptor)
    {
        byte[] attributes = new byte[AttributesBytes];
        Require(NativeMethods.GetAttributes(descriptor, attributes));
        NativeMethods.MakeRaw(attributes);
        Require(NativeMethods.SetAttributes(descriptor, 0, attributes));
    }

    private static int Require(int result)
    {
        return result >= 0
            ? result
            : throw new IOException($"No pseudo terminal: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
    }

    /// <summary>What POSIX offers for it.</summary>
    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
        public static extern int OpenPseudoTerminal(int flags);

        [DllImport("libc", EntryPoint = "grantpt", SetLastError = true)]
        public static extern int Grant(int descriptor);

        [DllImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
        public static extern int Unlock(int descriptor);

        [DllImport("libc", EntryPoint = "ptsname", SetLastError = true)]
        public static extern nint NameOf(int descriptor);

        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        public static extern int Open(byte[] path, int flags);

        [DllImport("libc", EntryPoint = "close")]
        public static extern int Close(int descriptor);

        [DllImport("libc", EntryPoint = "read")]
        public static extern nint Read(int descriptor, byte[] buffer, nint count);

        [DllImport("libc", EntryPoint = "write")]
        public static extern nint Write(int descriptor, byte[] buffer, nint count);

        [DllImport("libc", EntryPoint = "poll")]
        public static extern int Poll(ref PollRequest request, nuint count, int timeoutMs);

        [DllImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
        public static extern int GetAttributes(int descriptor, byte[] attributes);

        [DllImport("libc", EntryPoint = "cfmakeraw")]
        public static extern void MakeRaw(byte[] attributes);

        [DllImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
        public static extern int SetAttributes(int descriptor, int when, byte[] attributes);

        [StructLayout(LayoutKind.Sequential)]
        public struct PollRequest
        {
            public int Descriptor;
            public short Events;
            public short Returned;
        }
    }
}
