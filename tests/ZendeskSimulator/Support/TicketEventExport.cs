namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>GET /incremental/ticket_events: by time only, with the repetitions at its borders that come with that.</summary>
internal static class TicketEventExport
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapTicketEventExport() => routes.MapGet("/incremental/ticket_events", ByTime).AdminOnly().Limited(RateLimit.Exports);
    }

    private static IResult ByTime(HttpRequest request, World world, AuditOrder audits, FaultPlan faults)
    {
        if (ExportWindow.Parse(request, world.Clock.Seconds, static _ => null, out var refusal) is not { } window)
            return refusal!;
        ExportPage<TicketAudit> page;
        lock (world.Gate)
        {
            page = ExportPage<TicketAudit>.ByTime(
                audits.UpToNow(),
                window with
                {
                    Faults = faults,
                },
                first => new TicketAudit(first, audits.EventsOf(first)),
                request.HttpContext.RepeatsRows
            );
        }
        if (request.HttpContext.RepeatsCursor)
            page = page with { EndTime = window.StartTime, EndOfStream = false };
        var writer = new TicketEventJson(world, WithComments: request.Includes("comment_events"));
        return new ExportAnswer<TicketAudit>(
            "ticket_events",
            page.Rows,
            writer.Write,
            json => ExportTail.WriteTime(json, request, page.Rows.Count, page.EndTime, page.EndOfStream)
        );
    }
}
