using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>A question to Zendesk.</summary>
/// <param name="Path">Below <c>/api/v2/</c>, with its query.</param>
/// <param name="Bucket">The limit it counts against.</param>
/// <param name="Lane">What it is for.</param>
internal sealed record ZendeskRequest(string Path, RequestBucket Bucket, RequestLane Lane)
{
    /// <summary>Where an export continues.</summary>
    public static string QueryFor(ExportPosition from) =>
        from.Cursor is { } cursor ? $"cursor={Uri.EscapeDataString(cursor)}" : FormattableString.Invariant($"start_time={from.StartTime}");
}

/// <summary>An answer that was read whole.</summary>
/// <param name="Content">What it said.</param>
/// <param name="AnsweredAt">Zendesk's clock when it answered (UTC).</param>
/// <param name="AskedAt">A moment on Zendesk's clock that is certainly not after it looked for the answer.</param>
/// <param name="Sha256">Of the body, lower-case hexadecimal.</param>
internal sealed record ZendeskAnswer<T>(T Content, DateTimeOffset AnsweredAt, DateTimeOffset AskedAt, string Sha256)
{
    /// <summary>The statuses seen until it arrived, in order; 0 stands for no answer.</summary>
    public IReadOnlyList<int> Attempts { get; init; } = [];

    /// <summary>
    /// The receipt of an export page. A page that would make the walk stand still or start over is no page: the
    /// cursor must be there, and move, unless there is nothing more to come.
    /// </summary>
    public PageReceipt Receipt(ExportPosition from, string? afterCursor, bool endOfStream, int rows, long newestVersion)
    {
        var standsStill = afterCursor is null ? rows > 0 || !endOfStream : afterCursor == from.Cursor && !endOfStream;
        if (standsStill)
            throw new ZendeskException(ZendeskFault.BrokenAnswer, $"Zendesk sent an export page of {rows} rows that leads nowhere.")
            {
                Status = Attempts[^1],
                Attempts = Attempts,
            };
        return new PageReceipt(afterCursor, endOfStream, rows, newestVersion, AskedAt, Sha256, Attempts);
    }
}
