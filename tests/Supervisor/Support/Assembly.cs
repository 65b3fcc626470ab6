// mosquitto and the permissions of files are Linux's here.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// Nothing is shared between tests, and most of them wait for the network most of the time.
[assembly: Parallelize(Workers = 4, Scope = ExecutionScope.MethodLevel)]
