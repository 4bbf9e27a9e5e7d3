using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Operations;

/// <param name="Name">Its name.</param>
/// <param name="State">waiting (nothing has happened yet), backfilling, live, or stopped.</param>
/// <param name="Watermark">Everything that Zendesk recorded before this instant is stored; null until that was so once.</param>
/// <param name="LagSeconds">How long ago that was.</param>
/// <param name="LastSucceededAt">UTC.</param>
/// <param name="Failures">Since the last success.</param>
/// <param name="LastError">Of the last failure, if nothing has succeeded since.</param>
/// <param name="RetryAt">Nothing is tried before (UTC).</param>
/// <param name="Rows">Rows stored since the beginning, repetitions included.</param>
public sealed record StreamStatus(
    string Name,
    string State,
    DateTimeOffset? Watermark,
    double? LagSeconds,
    DateTimeOffset? LastSucceededAt,
    int Failures,
    string? LastError,
    DateTimeOffset? RetryAt,
    long Rows
);

/// <summary>Tells how every stream is.</summary>
internal sealed class StreamStatuses(ITicketPlatformDb db, TimeProvider time)
{
    public async Task<IReadOnlyList<StreamStatus>> ReadAsync(CancellationToken cancellationToken)
    {
        var streams = await db.SyncStreams.AsNoTracking().OrderBy(stream => stream.Name).ToListAsync(cancellationToken);
        return streams.ConvertAll(stream => Of(stream, time.GetUtcNow()));
    }

    internal static StreamStatus Of(SyncStream stream, DateTimeOffset now)
    {
        // Zendesk pushes what it likes when it likes: that nothing has come for an hour proves nothing about that hour.
        var watermark = stream.Name == StreamNames.Webhooks ? null : stream.Watermark;
        return new StreamStatus(
            stream.Name,
            State(stream),
            watermark,
            watermark is { } known ? Math.Round(Math.Max(0, (now - known).TotalSeconds), 1) : null,
            stream.LastSucceededAt,
            stream.Failures,
            stream.LastError,
            stream.RetryAt > now ? stream.RetryAt : null,
            stream.Rows
        );
    }

    private static string State(SyncStream stream)
    {
        if (stream is { LastSucceededAt: null, Failures: 0 })
            return "waiting";
        var state = stream.Name == StreamNames.Webhooks && stream.State == StreamState.Backfilling ? StreamState.Live : stream.State;
        return JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
    }
}
