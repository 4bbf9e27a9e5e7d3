namespace TicketPlatform.Infrastructure.Statistics;

/// <summary>
/// Finds what was unsolved at some time. Intervals are kept apart by how long they last: what is no longer than 36 hours and reaches an
/// instant began within the 36 hours before it, however many there were before and since. Only what still lasts or lasted most of a year is
/// looked through.
/// </summary>
internal static class UnsolvedIntervals
{
    /// <summary>
    /// Takes two instants, as the first parameters: the intervals that contain one of them or an instant between. What happens at an instant
    /// itself comes after it.
    /// </summary>
    public const string Between = $"""
        (values
            (1, interval '1 hour'), (2, interval '6 hours'), (3, interval '36 hours'), (4, interval '216 hours'),
            (5, interval '1296 hours'), (6, interval '7776 hours'), (7, interval '9000000 hours')) as class (span, longest),
        lateral (
            select ticket_id, from_at, to_at, status, ticket_created_at from ticket_intervals
            where {Span} = class.span and from_at >= $1::timestamptz - class.longest and from_at < $2::timestamptz
                and coalesce(to_at, 'infinity') >= $1 and status not in ('solved', 'closed', 'deleted')
            offset 0) unsolved
        """;

    // As the index has it since migration 0023: an expression that differs is not looked up in it.
    private const string Span = """
        case
            when to_at - from_at <= interval '1 hour' then 1
            when to_at - from_at <= interval '6 hours' then 2
            when to_at - from_at <= interval '36 hours' then 3
            when to_at - from_at <= interval '216 hours' then 4
            when to_at - from_at <= interval '1296 hours' then 5
            when to_at - from_at <= interval '7776 hours' then 6
            else 7
        end
        """;
}
