namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>The bin: deleted tickets can be restored until they are scrubbed, by hand or after 30 days.</summary>
internal static class DeletedTickets
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapDeletedTickets()
        {
            routes.MapGet("/deleted_tickets", List).Limited(RateLimit.DeletedTickets);
            routes.MapPut("/deleted_tickets/{id:long}/restore", Restore);
            routes.MapDelete("/deleted_tickets/{id:long}", Scrub).Limited(RateLimit.Scrubbing);
        }
    }

    private static IResult List(HttpRequest request, World world)
    {
        List<Ticket> deleted;
        lock (world.Gate)
            deleted =
            [
                .. world.Tickets.Where(ticket => ticket is { IsDeleted: true, IsScrubbed: false }).Select(ticket => ticket.Snapshot()),
            ];
        var order = new ListOrder<Ticket>(static ticket => ticket.Id, static ticket => ticket.Id);
        return Lists.Answer(request, "deleted_tickets", deleted, order, Write);

        void Write(Utf8JsonWriter json, Ticket ticket)
        {
            json.WriteStartObject();
            json.WriteNumber("id", ticket.Id);
            json.WriteString("subject", world.SubjectOf(ticket));
            json.WriteString("previous_state", world.Names[ticket.StatusBeforeDeletion]);
            json.WriteTime("deleted_at", ticket.Times.StatusChanged);
            json.WriteStartObject("actor");
            json.WriteNumber("id", world.Users[0].Id);
            json.WriteString("name", world.Users[0].Name);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static IResult Restore(long id, World world)
    {
        lock (world.Gate)
        {
            if (InBin(world, id) is not { } ticket)
                return Refusal.NotFound;
            world.Apply(new RestoreTicket(ticket.Id));
            return Refusal.Json(200, "{}");
        }
    }

    private static IResult Scrub(long id, HttpRequest request, World world, JobStatuses jobs)
    {
        lock (world.Gate)
        {
            if (InBin(world, id) is not { } ticket)
                return Refusal.NotFound;
            world.Apply(new ScrubTicket(ticket.Id));
            return jobs.Queue(request, 1, """{"success":true}""");
        }
    }

    private static Ticket? InBin(World world, long id) =>
        world.FindTicket(id) is { IsDeleted: true, IsScrubbed: false } ticket ? ticket : null;
}
