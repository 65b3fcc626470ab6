using Wugang.Hardware.Checks;

const string Usage = "Usage: dotnet run --project hardware/Checks -- check|export";

if (args is not [("check" or "export")])
{
    Console.Error.WriteLine(Usage);
    return 2;
}

try
{
    Review review = Review.Read(HardwareFolder.Find(Directory.GetCurrentDirectory()));
    if (args[0] == "export")
    {
        review.Export();
    }

    Fault[] faults = [.. review.FindAll()];
    foreach (Fault fault in faults)
    {
        Console.Out.WriteLine(fault);
    }

    Console.Out.WriteLine(faults.Length == 0 ? "The hardware's files are in order." : $"{faults.Length} fault(s).");
    return faults.Length == 0 ? 0 : 1;
}
catch (Exception e) when (e is InvalidOperationException or FormatException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
