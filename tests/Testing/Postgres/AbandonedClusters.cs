namespace TicketPlatform.Testing;

/// <summary>Throw-away clusters whose process was killed together with its guard.</summary>
internal static class AbandonedClusters
{
    public static async Task RemoveAsync(PostgresBinaries binaries, ClusterUser user, CancellationToken cancellationToken)
    {
        foreach (var folder in ThrowAwayFolder.TakeAbandoned())
        {
            using (folder)
                await new LeftoverPostmaster(Path.Combine(folder.FullPath, "data"), binaries, user).ClearAsync(cancellationToken);
        }
    }
}
