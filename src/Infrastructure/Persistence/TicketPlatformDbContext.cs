using TicketPlatform.Application.Persistence;
using TicketPlatform.Domain.Reconciliation;
using TicketPlatform.Domain.Synchronization;
using TicketPlatform.Domain.Users;
using TicketPlatform.Infrastructure.Jobs;

namespace TicketPlatform.Infrastructure.Persistence;

internal sealed class TicketPlatformDbContext(DbContextOptions<TicketPlatformDbContext> options) : DbContext(options), ITicketPlatformDb
{
    public DbSet<PlatformUser> Users => Set<PlatformUser>();

    public DbSet<ZendeskUser> ZendeskUsers => Set<ZendeskUser>();

    public DbSet<SyncStream> SyncStreams => Set<SyncStream>();

    public DbSet<SyncPage> SyncPages => Set<SyncPage>();

    public DbSet<MirrorAudit> MirrorAudits => Set<MirrorAudit>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public async Task<T> InTransactionAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (Database.CurrentTransaction is not null)
            return await work(cancellationToken);

        await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
        var answer = await work(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return answer;
    }

    public void Forget() => ChangeTracker.Clear();

    /// <summary>A raw command on this context's connection, inside its transaction.</summary>
    public NpgsqlCommand Command(string sql, params ReadOnlySpan<object> parameters)
    {
        var command = ((NpgsqlConnection)Database.GetDbConnection()).CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        return command;
    }

    /// <summary>The same for several commands in one round trip.</summary>
    public NpgsqlBatch Batch() => ((NpgsqlConnection)Database.GetDbConnection()).CreateBatch();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TicketPlatformDbContext).Assembly);
}
