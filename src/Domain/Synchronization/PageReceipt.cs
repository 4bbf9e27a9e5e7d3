namespace TicketPlatform.Domain.Synchronization;

/// <summary>What is known of one fetched export page besides its rows.</summary>
/// <param name="AfterCursor">Where the next page begins; null when the very first page was empty.</param>
/// <param name="EndOfStream">Whether Zendesk had nothing more to give.</param>
/// <param name="Rows">How many rows it held.</param>
/// <param name="NewestVersion">The highest version among them, Unix seconds; 0 for an empty page.</param>
/// <param name="ZendeskTime">Zendesk's clock when the answered request was sent (UTC).</param>
/// <param name="Sha256">Of the raw body, lower-case hexadecimal.</param>
/// <param name="Attempts">The statuses seen until it arrived, in this slice, in order; 0 stands for no answer at all.</param>
public sealed record PageReceipt(
    string? AfterCursor,
    bool EndOfStream,
    int Rows,
    long NewestVersion,
    DateTimeOffset ZendeskTime,
    string Sha256,
    IReadOnlyList<int> Attempts
);
