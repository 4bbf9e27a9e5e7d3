using System.Globalization;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.Infrastructure.Zendesk.Wire;

namespace TicketPlatform.Infrastructure.Zendesk;

internal sealed class TicketAuditsClient(ZendeskHttp zendesk, TimeProvider time) : ITicketAudits
{
    private const string FirstPage = "page[size]=100";

    public async Task<TicketAudits> ReadAsync(long ticketId, CancellationToken cancellationToken)
    {
        var facts = new List<RecordedFact>();
        DateTimeOffset? askedAt = null;
        var paging = FirstPage;
        try
        {
            while (paging is not null)
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"tickets/{ticketId}/audits?{paging}");
                var request = new ZendeskRequest(path, RequestBucket.Account, RequestLane.Statistics);
                var answer = await zendesk.GetAsync(request, ZendeskJson.Default.TicketAuditsAnswer, cancellationToken);
                askedAt ??= answer.AskedAt;
                facts.AddRange(answer.Content.Audits.SelectMany(static audit => audit.Facts()));
                paging = PagingAfter(answer.Content);
            }
        }
        catch (ZendeskException gone) when (gone.Fault == ZendeskFault.NotFound)
        {
            // Deleted tickets have no audits: all that there will ever be to know of them is known.
            return new TicketAudits([], askedAt ?? time.GetUtcNow());
        }
        return new TicketAudits(facts, askedAt!.Value);
    }

    // Archived tickets come in one piece, without paging. The cursor of a last page is not null: has_more alone tells.
    private static string? PagingAfter(TicketAuditsAnswer page) =>
        page.Meta switch
        {
            { HasMore: true, AfterCursor: { } cursor } when page.Audits.Count > 0 =>
                $"{FirstPage}&page[after]={Uri.EscapeDataString(cursor)}",
            { HasMore: true } => throw new ZendeskException(
                ZendeskFault.BrokenAnswer,
                "Zendesk has more audits but no cursor that leads to them."
            ),
            _ => null,
        };
}
