using Microsoft.EntityFrameworkCore;
using TicketPlatform.Domain.Reconciliation;
using TicketPlatform.Domain.Synchronization;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Application.Persistence;

/// <summary>The stored platform, as far as LINQ reaches; what only PostgreSQL can do stands behind ports of its own.</summary>
public interface ITicketPlatformDb
{
    DbSet<PlatformUser> Users { get; }

    DbSet<ZendeskUser> ZendeskUsers { get; }

    DbSet<SyncStream> SyncStreams { get; }

    DbSet<SyncPage> SyncPages { get; }

    DbSet<MirrorAudit> MirrorAudits { get; }

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs the work in one transaction, or in the one already open; commits when the outermost work ends without an
    /// exception. All ports of the same scope take part.
    /// </summary>
    Task<T> InTransactionAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Forgets every loaded entity, so that the next query shows what is stored.</summary>
    void Forget();
}
