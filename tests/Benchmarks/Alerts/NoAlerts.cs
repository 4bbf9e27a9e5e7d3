using System.Diagnostics;
using TicketPlatform.Application.Alerts;
using TicketPlatform.Domain.Alerts;
using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Benchmarks.Alerts;

/// <summary>The floor: nobody has too many open tickets, and nobody looks.</summary>
internal sealed class NoAlerts : IAlertStore
{
    public Task<IReadOnlyList<AlertCase>> LockAsync(
        IReadOnlyCollection<TouchedUser> touched,
        int commonLimit,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<AlertCase>>([]);

    public Task SaveAsync(
        IReadOnlyCollection<AlertEpisode> episodes,
        IReadOnlyCollection<Notification> messages,
        CancellationToken cancellationToken
    ) => throw new UnreachableException();

    public Task<Guid?> UserOfAsync(Guid alertId, CancellationToken cancellationToken) => throw new UnreachableException();

    public Task<AlertState?> LockAsync(Guid alertId, CancellationToken cancellationToken) => throw new UnreachableException();

    public Task<IReadOnlyList<Guid>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        throw new UnreachableException();

    public Task EraseNotesAsync(Guid userId, CancellationToken cancellationToken) => throw new UnreachableException();
}
