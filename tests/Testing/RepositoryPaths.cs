namespace TicketPlatform.Testing;

/// <summary>Where things are in the repository this assembly was built from.</summary>
public static class RepositoryPaths
{
    /// <summary>The folder that holds TicketPlatform.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Everything that survives a run and is not part of the repository; git ignores it.</summary>
    public static string Local => Path.Combine(Root, ".local");

    /// <summary><c>debug</c> or <c>release</c>: the configuration this process was built in.</summary>
    public static string Configuration { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>The built program of a project, in the configuration of this process.</summary>
    public static string Program(string project) =>
        Path.Combine(Root, "artifacts", "bin", project, Configuration, $"TicketPlatform.{project}.dll");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TicketPlatform.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException($"No TicketPlatform.sln above {AppContext.BaseDirectory}.");
    }
}
