namespace TicketPlatform.Infrastructure.Statistics;

/// <summary>Of the instants at which a ticket was shown updated and of which no event tells, in SQL on <c>untold_updates untold</c>.</summary>
internal static class UntoldUpdates
{
    /// <summary>Why the history of the ticket must be read.</summary>
    public const string Reason = "format('no event of ticket %s tells of its update before the last', untold.ticket_id)";

    /// <summary>Whether hours wait for it: not where it is known that the history of the ticket is gone, and the doubt of it reaches there.</summary>
    public const string AreWaitedFor = """
        not exists (
            select from ticket_audit_reads gone
            where gone.ticket_id = untold.ticket_id and gone.is_gone and untold.updated_at between gone.since and gone.until_at)
        """;
}
