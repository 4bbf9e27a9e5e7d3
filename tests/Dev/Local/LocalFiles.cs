using TicketPlatform.Testing;

namespace TicketPlatform.Dev.Local;

/// <summary>What <c>./dev run</c> keeps between runs, all below <c>.local</c>.</summary>
internal static class LocalFiles
{
    public static string RunFile => In("run.json");

    public static string RunLock => In("run.lock");

    public static string Settings => In("settings.json");

    public static string Processes => In("processes.json");

    public static string SigningKey => In("signing-key");

    public static string ZendeskToken => In("zendesk-token");

    public static string SimulatorJournal => In("simulator.journal");

    public static string Log(string name) => Path.Combine(RepositoryPaths.Local, "logs", $"{name}.log");

    /// <summary>A path as the developer sees it: relative to the repository if it is inside.</summary>
    public static string Shown(string path) =>
        path.StartsWith(RepositoryPaths.Root, StringComparison.Ordinal) ? Path.GetRelativePath(RepositoryPaths.Root, path) : path;

    private static string In(string name) => Path.Combine(RepositoryPaths.Local, name);
}
