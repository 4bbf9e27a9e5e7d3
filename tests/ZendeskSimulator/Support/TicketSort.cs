namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>The sorts of ticket lists: sort=-updated_at with cursors, sort_by and sort_order with offsets.</summary>
internal static class TicketSort
{
    public static ListOrder<Ticket>? Parse(HttpRequest request, out IResult? refusal)
    {
        var sort = request.Query["sort"].ToString();
        var descending = sort.StartsWith('-') || request.Query["sort_order"] == "desc";
        var name = sort.Length > 0 ? sort.TrimStart('-') : request.Query["sort_by"].ToString();
        var key = KeyOf(name);
        refusal = key is null ? Refusal.PaginationParameter($"sort is not valid: {name}") : null;
        return key is null ? null : new ListOrder<Ticket>(key, static ticket => ticket.Id, descending);
    }

    public static Func<Ticket, long>? KeyOf(string name) =>
        name switch
        {
            "" or "id" => static ticket => ticket.Id,
            "updated_at" => static ticket => ticket.UpdatedAt,
            "created_at" => static ticket => ticket.CreatedAt,
            "status" => static ticket => ticket.Status,
            "priority" => static ticket => ticket.Priority,
            "ticket_type" => static ticket => ticket.Type,
            _ => null,
        };
}
