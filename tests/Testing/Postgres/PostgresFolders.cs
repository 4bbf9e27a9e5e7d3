using System.Globalization;

namespace TicketPlatform.Testing;

/// <summary>Where PostgreSQL's server programs are found, in the order in which they are tried.</summary>
internal static class PostgresFolders
{
    public static IEnumerable<string> Candidates() => OnPath().Concat(Distributions());

    /// <summary>The <c>bin</c> folders below <paramref name="parent"/>, whose folders are named after versions: newest first.</summary>
    public static IEnumerable<string> NewestFirst(string parent, string prefix = "") =>
        !Directory.Exists(parent)
            ? []
            : Directory
                .EnumerateDirectories(parent, prefix + "*")
                .OrderByDescending(folder => Version(Path.GetFileName(folder)[prefix.Length..]))
                .Select(folder => Path.Combine(folder, "bin"));

    // A link on PATH leads to the folder that holds all the programs.
    private static IEnumerable<string> OnPath() =>
        ExecutablePath.Find("postgres") is { } postgres
            ? [Path.GetDirectoryName(File.ResolveLinkTarget(postgres, returnFinalTarget: true)?.FullName ?? postgres)!]
            : [];

    private static IEnumerable<string> Distributions() =>
        OperatingSystem.IsWindows()
            ? NewestFirst(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"))
            :
            [
                .. NewestFirst("/usr/lib/postgresql"),
                .. NewestFirst("/usr", "pgsql-"),
                .. NewestFirst("/usr/libexec", "postgresql"),
                .. NewestFirst("/opt/homebrew/opt", "postgresql@"),
                .. NewestFirst("/usr/local/opt", "postgresql@"),
                "/usr/local/pgsql/bin",
            ];

    private static decimal Version(string name) =>
        decimal.TryParse(name, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
