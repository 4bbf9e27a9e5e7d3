using System.Globalization;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;
using TicketPlatform.Infrastructure.Zendesk.Wire;

namespace TicketPlatform.Infrastructure.Zendesk;

internal sealed class TicketEventExportClient(ZendeskHttp zendesk) : ITicketEventExport
{
    public async Task<TicketEventPage> ReadAsync(ExportPosition from, int pageSize, RequestLane lane, CancellationToken cancellationToken)
    {
        var start = from.Cursor is { } cursor ? long.Parse(cursor, CultureInfo.InvariantCulture) : from.StartTime;
        var path = FormattableString.Invariant($"incremental/ticket_events?start_time={start}&per_page={pageSize}&include=comment_events");
        var answer = await zendesk.GetAsync(
            new ZendeskRequest(path, RequestBucket.Exports, lane),
            ZendeskJson.Default.TicketEventsAnswer,
            cancellationToken
        );

        var page = answer.Content;
        var facts = page.TicketEvents.SelectMany(static happened => happened.Facts()).ToList();
        var newest = page.TicketEvents.Count == 0 ? 0 : page.TicketEvents.Max(static happened => happened.Timestamp);
        var next = Next(page, start)?.ToString(CultureInfo.InvariantCulture);
        return new TicketEventPage(facts, answer.Receipt(from, next, page.EndOfStream, page.TicketEvents.Count, newest));
    }

    /// <summary>
    /// Never before this page, whatever an empty one says. A full page may end with the second that it began with: Zendesk has then given
    /// the whole second, and asking for it again would be answered with the same page for ever.
    /// </summary>
    private static long? Next(TicketEventsAnswer page, long start) =>
        page.EndTime is { } end ? Math.Max(end, page.EndOfStream ? start : start + 1) : null;
}
