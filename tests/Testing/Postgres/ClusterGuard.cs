namespace TicketPlatform.Testing;

/// <summary>
/// A shell that outlives this process by a moment: it waits for the end of its standard input, which comes when this process ends,
/// SIGKILL included, and then stops the server and deletes the folder. Windows has none; there the next start cleans up.
/// </summary>
internal static class ClusterGuard
{
    private const string Script = """
        trap '' INT HUP TERM
        while read -r line; do :; done
        server=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) && kill -QUIT "$server"
        tries=0
        while [ -e "$1/data/postmaster.pid" ] && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
        rm -rf "$1" "$1.lock"
        """;

    public static ChildProcess? Start(string folder) =>
        OperatingSystem.IsWindows()
            ? null
            : ChildProcess.Start(new(["sh", "-c", Script, "guard", folder]) { WorkingDirectory = "/", Detached = true });
}
