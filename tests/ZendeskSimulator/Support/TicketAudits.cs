namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>The history of one ticket: an audit for every update. That of an archived ticket comes unpaged.</summary>
internal static class TicketAudits
{
    private static readonly ListOrder<TicketAudit> Oldest = new(static audit => audit.Events[0].At, static audit => audit.First);

    extension(IEndpointRouteBuilder routes)
    {
        public void MapTicketAudits() => routes.MapGet("/tickets/{id:long}/audits", List);
    }

    private static IResult List(long id, HttpRequest request, World world, AuditOrder order)
    {
        List<TicketAudit> audits;
        bool isArchived;
        lock (world.Gate)
        {
            if (world.FindTicket(id) is not { IsDeleted: false } ticket)
                return Refusal.NotFound;
            audits = [.. order.Of(ticket.Id).Select(first => new TicketAudit(first, order.EventsOf(first)))];
            isArchived = ticket.IsArchived(world.Clock.Seconds);
        }
        return isArchived ? Lists.Whole("audits", audits, Write) : Lists.Answer(request, "audits", audits, Oldest, Write);

        void Write(Utf8JsonWriter json, TicketAudit audit) => AuditJson.Write(json, world, audit.Events, audit.First);
    }
}
