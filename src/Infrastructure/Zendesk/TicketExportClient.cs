using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Infrastructure.Zendesk.Wire;

namespace TicketPlatform.Infrastructure.Zendesk;

internal sealed class TicketExportClient(ZendeskHttp zendesk) : ITicketExport
{
    public async Task<TicketPage> ReadAsync(
        ExportPosition from,
        int pageSize,
        bool withUsers,
        RequestLane lane,
        CancellationToken cancellationToken
    )
    {
        // Built anew for every page: whether Zendesk's own after_url repeats the parameters is not documented.
        var include = withUsers ? "metric_sets,users" : "metric_sets";
        var path = FormattableString.Invariant(
            $"incremental/tickets/cursor?{ZendeskRequest.QueryFor(from)}&per_page={pageSize}&include={include}&support_type_scope=all"
        );
        var answer = await zendesk.GetAsync(
            new ZendeskRequest(path, RequestBucket.Exports, lane),
            ZendeskJson.Default.TicketExportAnswer,
            cancellationToken
        );

        var page = answer.Content;
        var tickets = TicketRows.Observe(page.Tickets, page.MetricSets, ObservationSource.Export, answer.AnsweredAt);
        var users = page.Users?.ConvertAll(user => user.Observe(answer.AnsweredAt)) ?? [];
        var newest = tickets.Count == 0 ? 0 : tickets.Max(static ticket => ticket.Version);
        return new TicketPage(tickets, users, answer.Receipt(from, page.AfterCursor, page.EndOfStream, tickets.Count, newest));
    }
}
