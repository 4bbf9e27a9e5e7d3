namespace TicketPlatform.Testing;

/// <summary>Looks programs up the way a shell does.</summary>
public static class ExecutablePath
{
    /// <summary>The full path of a program on PATH; null where there is none.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Names(name).Select(file => Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists);

    /// <summary>The file names a program can have on this system, most likely first.</summary>
    internal static string[] Names(string name) => OperatingSystem.IsWindows() ? [$"{name}.exe", $"{name}.cmd"] : [name];
}
