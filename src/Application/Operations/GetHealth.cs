using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Synchronization;

namespace TicketPlatform.Application.Operations;

/// <summary>Whether this platform can serve users, and how well.</summary>
/// <param name="WithEvents">Whether the stream of ticket events is looked at too: statistics are made of them, no list needs them.</param>
public sealed record GetHealth(bool WithEvents = false) : IRequest<HealthReport>;

/// <summary>From best to worst; degraded is not dead.</summary>
public enum HealthState
{
    Healthy,
    Degraded,
    Unhealthy,
}

/// <param name="Name">What was looked at.</param>
/// <param name="State">How it is.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record HealthEntry(string Name, HealthState State, string Message);

/// <param name="State">The worst of its entries.</param>
/// <param name="Entries">What was looked at.</param>
public sealed record HealthReport(HealthState State, IReadOnlyList<HealthEntry> Entries);

internal sealed class GetHealthHandler(ITicketPlatformDb db, TimeProvider time) : IRequestHandler<GetHealth, HealthReport>
{
    private static readonly string[] Serving = [StreamNames.Credentials, StreamNames.Tickets, StreamNames.Users, StreamNames.Requesters];

    public async Task<HealthReport> Handle(GetHealth query, CancellationToken cancellationToken)
    {
        string[] watched = query.WithEvents ? [.. Serving, StreamNames.Events] : Serving;
        var streams = await db
            .SyncStreams.AsNoTracking()
            .Where(stream => watched.Contains(stream.Name))
            .OrderBy(stream => stream.Name)
            .ToListAsync(cancellationToken);
        HealthEntry[] entries =
        [
            new("database", HealthState.Healthy, "Answers."),
            .. streams.Select(stream => StreamHealth.Of(stream, time.GetUtcNow())),
        ];
        return new HealthReport(entries.Max(entry => entry.State), entries);
    }
}
