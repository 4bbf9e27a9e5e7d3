namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>Finds tickets by the conditions of a search query. Deleted tickets are not indexed.</summary>
internal sealed class TicketSearch(World world, string query)
{
    private readonly IReadOnlyList<SearchTerm> terms = [.. SearchTerm.Parse(query).Where(term => term.Field != "type")];

    public IEnumerable<Ticket> Find() =>
        world
            .Tickets.Where(ticket => !ticket.IsDeleted && terms.All(term => Matches(ticket, term) != term.Excluded))
            .Select(ticket => ticket.Snapshot());

    private bool Matches(Ticket ticket, SearchTerm term) =>
        term.Field switch
        {
            "status" => term.Compares(ticket.Status, world.Names[term.Text]),
            "priority" => term.Compares(ticket.Priority, world.Names[term.Text]),
            "ticket_type" => ticket.Type == world.Names[term.Text],
            "requester" => IsPerson(ticket.Requester, term.Text),
            "assignee" => term.Text == "none"
                ? ticket.Assignee == Names.None
                : ticket.Assignee != Names.None && IsPerson(ticket.Assignee, term.Text),
            "created" => Compares(term, ticket.CreatedAt),
            "updated" => Compares(term, ticket.UpdatedAt),
            "solved" => ticket.Times.LastSolved > 0 && Compares(term, ticket.Times.LastSolved),
            "tags" => world.Names[ticket.Tags]?.Split(' ').Contains(term.Text) ?? false,
            "external_id" => term.Text.Equals(world.Names[ticket.ExternalId], StringComparison.OrdinalIgnoreCase),
            "subject" => Contains(world.SubjectOf(ticket), term.Text),
            _ => Contains(world.SubjectOf(ticket), term.Text) || Contains(world.DescriptionOf(ticket), term.Text),
        };

    private bool IsPerson(int position, string text)
    {
        var user = world.Users[position];
        return long.TryParse(text, out var id) ? user.Id == id
            : text.Contains('@') ? user.Identities.Any(identity => identity.Key == text)
            : Contains(user.Name, text);
    }

    private static bool Compares(SearchTerm term, uint seconds) =>
        DateTimeOffset.TryParse(term.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        && term.Compares(seconds, time.ToUnixTimeSeconds());

    private static bool Contains(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) ?? false;
}
