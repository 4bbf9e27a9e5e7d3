namespace TicketPlatform.ZendeskSimulator.Truth;

/// <summary>The unsolved tickets, carried from one hour to the next.</summary>
internal sealed class Backlog
{
    private readonly Dictionary<int, (int Status, uint CreatedAt)> unsolved = [];
    private readonly SortedSet<(uint CreatedAt, int Ticket)> byAge = [];
    private readonly Dictionary<int, int> counts = [];

    public void Move(int ticket, int status, uint createdAt)
    {
        if (unsolved.Remove(ticket, out var former))
        {
            byAge.Remove((former.CreatedAt, ticket));
            counts[former.Status]--;
        }
        if (status is not (Names.New or Names.Open or Names.Pending or Names.Hold))
            return;
        unsolved[ticket] = (status, createdAt);
        byAge.Add((createdAt, ticket));
        counts[status] = counts.GetValueOrDefault(status) + 1;
    }

    public BacklogTruth At(uint end) =>
        new(
            counts.GetValueOrDefault(Names.New),
            counts.GetValueOrDefault(Names.Open),
            counts.GetValueOrDefault(Names.Pending),
            counts.GetValueOrDefault(Names.Hold),
            byAge.Count == 0 ? null : end - byAge.Min.CreatedAt
        );
}
