namespace TicketPlatform.Infrastructure.Statistics;

/// <summary>Of the instants at which a ticket was shown updated and of which no event tells, in SQL on <c>untold_updates untold</c>.</summary>
internal static class UntoldUpdates
{
    /// <summary>Why the history of the ticket must be read.</summary>
    public const string Reason = "format('no event of ticket %s tells of its update before the last', untold.ticket_id)";

    /// <summary>Whether hours wait for it: not where it is known that the history of the ticket is gone.</summary>
    public const string AreWaitedFor = """
        not exists (select from ticket_audit_reads gone where gone.ticket_id = untold.ticket_id and gone.is_gone and gone.due_at is null)
        """;

    /// <summary>Whether an event tells of it by now, or the history was read since; a deletion in the same second does not.</summary>
    public const string AreSettled = """
        (exists (
                select from ticket_events fact
                where fact.ticket_id = untold.ticket_id and fact.at = untold.updated_at
                    and (fact.kind <> 1 or fact.new_value is distinct from 'deleted'))
            or exists (
                select from ticket_audit_reads known where known.ticket_id = untold.ticket_id and known.read_at >= untold.updated_at))
        """;
}
