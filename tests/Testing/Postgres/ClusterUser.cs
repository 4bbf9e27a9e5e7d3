namespace TicketPlatform.Testing;

/// <summary>
/// The account that PostgreSQL runs under: the present one, except for root, which PostgreSQL refuses;
/// then <c>postgres</c> or else <c>nobody</c>, entered with whichever tool works here.
/// </summary>
internal sealed class ClusterUser
{
    private static readonly Lazy<Task<ClusterUser>> Found = new(FindAsync);

    private readonly string? _account;
    private readonly IReadOnlyList<string> _prefix;

    private ClusterUser(string? account, IReadOnlyList<string> prefix) => (_account, _prefix) = (account, prefix);

    public static Task<ClusterUser> Current => Found.Value;

    /// <summary>Whether files must be handed over to another account.</summary>
    public bool IsAnother => _account is not null;

    /// <summary>The command as this user runs it.</summary>
    public IReadOnlyList<string> Command(string program, params IEnumerable<string> arguments) => [.. _prefix, program, .. arguments];

    /// <summary>Makes the folder this user's own, with everything in it.</summary>
    public async Task OwnAsync(string folder, CancellationToken cancellationToken)
    {
        if (IsAnother)
            (await ShortCommand.RunAsync(["chown", "-R", _account!, folder], "/", cancellationToken)).EnsureSuccess();
    }

    /// <summary>Whether this user can enter the folder, and so every folder above it.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken cancellationToken) =>
        !IsAnother || (await ShortCommand.RunAsync(Command("test", "-x", folder), "/", cancellationToken)).Succeeded;

    private static async Task<ClusterUser> FindAsync()
    {
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows())
            return new(null, []);
        var accounts = await File.ReadAllLinesAsync("/etc/passwd");
        foreach (var name in (string[])["postgres", "nobody"])
        {
            if (accounts.FirstOrDefault(line => line.StartsWith(name + ':', StringComparison.Ordinal)) is not { } account)
                continue;
            var fields = account.Split(':');
            foreach (var prefix in Prefixes(name, userId: fields[2], groupId: fields[3]))
            {
                if (await WorksAsync(prefix))
                    return new($"{fields[2]}:{fields[3]}", prefix);
            }
        }
        throw new PostgresUnavailableException(
            "PostgreSQL refuses to run as root, and neither setpriv, runuser nor su could switch to postgres or nobody; run as another user."
        );
    }

    private static IEnumerable<string[]> Prefixes(string name, string userId, string groupId) =>
        [
            ["setpriv", $"--reuid={userId}", $"--regid={groupId}", "--clear-groups", "--"],
            ["runuser", "-u", name, "--"],
            ["su", "-s", "/bin/sh", name, "-c", "exec \"$0\" \"$@\""],
        ];

    private static async Task<bool> WorksAsync(string[] prefix) =>
        ExecutablePath.Find(prefix[0]) is not null && (await ShortCommand.RunAsync([.. prefix, "true"], "/")).Succeeded;
}
