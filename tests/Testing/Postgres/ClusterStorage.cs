using System.Security.Cryptography;

namespace TicketPlatform.Testing;

/// <summary>A cluster's folder: <c>data</c>, the server's log, and the superuser's password.</summary>
internal sealed class ClusterStorage(string folder, PostgresBinaries binaries, ClusterUser user)
{
    public const string Superuser = "ticketplatform";

    private string PasswordFile => Path.Combine(folder, "password");

    private string VersionFile => Path.Combine(Data, "PG_VERSION");

    public string Data => Path.Combine(folder, "data");

    public string Log => Path.Combine(folder, "postgres.log");

    /// <summary>Creates what is missing, and answers the superuser's password.</summary>
    public async Task<string> PrepareAsync(bool durable, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var parent = Path.GetDirectoryName(Path.GetFullPath(folder))!;
        if (!await user.CanEnterAsync(parent, cancellationToken))
            throw new PostgresUnavailableException($"root runs PostgreSQL as another account, which cannot enter {parent}.");
        if (!await user.CanEnterAsync(binaries.Folder, cancellationToken))
            throw new PostgresUnavailableException($"root runs PostgreSQL as another account, which cannot enter {binaries.Folder}.");
        if (!File.Exists(VersionFile))
            await InitializeAsync(durable, cancellationToken);
        return await File.ReadAllTextAsync(PasswordFile, cancellationToken);
    }

    private async Task InitializeAsync(bool durable, CancellationToken cancellationToken)
    {
        // What an interrupted initdb left behind would make this one refuse.
        if (Directory.Exists(Data))
            Directory.Delete(Data, recursive: true);
        await File.WriteAllTextAsync(PasswordFile, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), cancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PasswordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await user.OwnAsync(folder, cancellationToken);

        string[] options =
        [
            $"--pgdata={Data}",
            $"--username={Superuser}",
            $"--pwfile={PasswordFile}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            .. CharacterType,
            .. durable ? Array.Empty<string>() : ["--no-sync"],
        ];
        var initdb = await ShortCommand.RunAsync(user.Command(binaries.Program("initdb"), options), folder, cancellationToken);
        if (!initdb.Succeeded)
            throw new PostgresUnavailableException($"initdb failed in {folder}: {initdb.Output}");
    }

    // Sorting by bytes is fastest and the same everywhere; upper and lower case are Unicode's, for searches that ignore case.
    private static string[] CharacterType =>
        OperatingSystem.IsLinux() ? ["--lc-ctype=C.UTF-8"]
        : OperatingSystem.IsMacOS() ? ["--lc-ctype=UTF-8"]
        : [];
}
