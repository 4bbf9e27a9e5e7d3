namespace TicketPlatform.Domain.Synchronization;

/// <summary>
/// One fetched page: a link of the chain that proves nothing was skipped. Within a run every
/// <see cref="CursorIn"/> equals the <see cref="CursorOut"/> before it.
/// </summary>
public sealed record SyncPage(
    Guid Run,
    long Sequence,
    string Stream,
    string? CursorIn,
    string? CursorOut,
    long StartTime,
    int Rows,
    bool EndOfStream,
    string Sha256,
    int[] Attempts,
    DateTimeOffset ZendeskTime,
    DateTimeOffset StoredAt
);
