using System.Globalization;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Infrastructure.Zendesk.Wire;

namespace TicketPlatform.Infrastructure.Zendesk;

internal sealed class TicketAuditsClient(ZendeskHttp zendesk, TimeProvider time) : ITicketAudits
{
    private const int MostEvents = 100;

    public async Task<AuditPage> ReadAsync(long ticketId, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var after = cursor is null ? "" : $"&page[after]={Uri.EscapeDataString(cursor)}";
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"tickets/{ticketId}/audits?page[size]={Math.Min(limit, MostEvents)}{after}"
        );
        var request = new ZendeskRequest(path, RequestBucket.Account, RequestLane.Statistics);
        try
        {
            var answer = await zendesk.GetAsync(request, ZendeskJson.Default.TicketAuditsAnswer, cancellationToken);
            var page = answer.Content;
            return new AuditPage([.. page.Audits.SelectMany(static audit => audit.Facts())], answer.AskedAt, NextOf(page, cursor));
        }
        catch (ZendeskException gone) when (gone.Fault == ZendeskFault.NotFound)
        {
            // Deleted tickets have no audits: whatever is missing, nothing more will be told of them.
            return new AuditPage([], gone.AnsweredAt ?? time.GetUtcNow(), Next: null, IsGone: true);
        }
    }

    // Archived tickets come in one piece, without paging. The cursor of a last page is not null: has_more alone tells.
    private static string? NextOf(TicketAuditsAnswer page, string? asked) =>
        page.Meta switch
        {
            { HasMore: true, AfterCursor: { } cursor } when page.Audits.Count > 0 && cursor != asked => cursor,
            { HasMore: true } => throw new ZendeskException(
                ZendeskFault.BrokenAnswer,
                "Zendesk has more audits but no cursor that leads to them."
            ),
            _ => null,
        };
}
