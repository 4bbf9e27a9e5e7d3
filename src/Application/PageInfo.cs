namespace TicketPlatform.Application;

/// <summary>How a list goes on.</summary>
/// <param name="Limit">The most rows per page, as asked.</param>
/// <param name="Next">Give it as <c>cursor</c> for the next page; null on the last one.</param>
public sealed record PageInfo(int Limit, string? Next)
{
    internal const string UnusableCursor = "Expected the `next` of a page of this very list; start again without a cursor.";
}
