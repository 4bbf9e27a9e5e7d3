using System.Security.Cryptography;
using System.Text;

namespace TicketPlatform.Testing;

/// <summary>
/// The folder of this repository's durable cluster: <c>.local/postgres</c>. Where root's repository is closed to the account that runs
/// PostgreSQL, a folder in the temporary folder instead; <c>.local/postgres-folder</c> then names it, and without that file it is empty.
/// </summary>
public static class RepositoryClusterFolder
{
    private static string Marker => Path.Combine(RepositoryPaths.Local, "postgres-folder");

    private static string Elsewhere =>
        Path.Combine(
            Path.GetTempPath(),
            "ticketplatform-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RepositoryPaths.Root)))[..12]
        );

    /// <summary>Finds the folder, and empties one that a deleted <c>.local</c> left behind elsewhere.</summary>
    public static async Task<string> FindAsync(CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(RepositoryPaths.Local);
        var user = await ClusterUser.Current;
        if (await user.CanEnterAsync(RepositoryPaths.Local, cancellationToken))
            return Path.Combine(RepositoryPaths.Local, "postgres");
        if (!File.Exists(Marker) && Directory.Exists(Elsewhere))
        {
            var binaries = await PostgresBinaries.FindAsync(cancellationToken);
            await new LeftoverPostmaster(Path.Combine(Elsewhere, "data"), binaries, user).ClearAsync(cancellationToken);
            Directory.Delete(Elsewhere, recursive: true);
        }
        await File.WriteAllTextAsync(Marker, Elsewhere, cancellationToken);
        return Elsewhere;
    }
}
