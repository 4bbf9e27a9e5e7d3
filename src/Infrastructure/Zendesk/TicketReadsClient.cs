using System.Globalization;
using System.Runtime.CompilerServices;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Infrastructure.Zendesk.Wire;

namespace TicketPlatform.Infrastructure.Zendesk;

internal sealed class TicketReadsClient(ZendeskHttp zendesk) : ITicketReads
{
    private const int MostIds = 100;
    private const string FirstPage = "page[size]=100";

    // Times of updates are whole seconds, in which the moment of asking stands somewhere.
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<TicketObservation>> ShowManyAsync(
        IReadOnlyCollection<long> ids,
        RequestLane lane,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MostIds, nameof(ids));
        if (ids.Count == 0)
            return [];

        var list = string.Join(',', ids.Select(static id => id.ToString(CultureInfo.InvariantCulture)));
        var request = new ZendeskRequest(
            $"tickets/show_many?ids={list}&include=metric_sets&support_type_scope=all",
            RequestBucket.Account,
            lane
        );
        var answer = await zendesk.GetAsync(request, ZendeskJson.Default.TicketsAnswer, cancellationToken);
        return TicketRows.Observe(answer.Content.Tickets, answer.Content.MetricSets, ObservationSource.Reread, answer.AnsweredAt);
    }

    public async IAsyncEnumerable<RequestedTickets> RequestedByAsync(
        long zendeskUserId,
        RequestLane lane,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        RequestedTickets? first = null;
        var pages = 0;
        await foreach (var page in WalkAsync(zendeskUserId, lane, cancellationToken))
        {
            first ??= page;
            pages++;
            yield return page;
        }
        if (pages < 2)
            yield break;

        // A ticket updated meanwhile has moved to the front, past the cursor: what moved since the beginning is read once more.
        await foreach (var page in WalkAsync(zendeskUserId, lane, cancellationToken))
        {
            yield return page;
            if (page.Tickets.Count == 0 || page.Tickets[^1].Content.UpdatedAt < first!.AskedAt - Second)
                yield break;
        }
    }

    private async IAsyncEnumerable<RequestedTickets> WalkAsync(
        long zendeskUserId,
        RequestLane lane,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string? cursor = null;
        do
        {
            var paging = cursor is null ? FirstPage : $"{FirstPage}&page[after]={Uri.EscapeDataString(cursor)}";
            var path = FormattableString.Invariant(
                $"users/{zendeskUserId}/tickets/requested?{paging}&sort=-updated_at&include=metric_sets&support_type_scope=all"
            );
            var request = new ZendeskRequest(path, RequestBucket.Account, lane);
            var answer = await zendesk.GetAsync(request, ZendeskJson.Default.RequestedTicketsAnswer, cancellationToken);
            var page = answer.Content;
            yield return new RequestedTickets(
                TicketRows.Observe(page.Tickets, page.MetricSets, ObservationSource.Reread, answer.AnsweredAt),
                answer.AskedAt
            );
            cursor = CursorAfter(page.Meta, cursor);
        } while (cursor is not null);
    }

    // The cursor of a last page is not null: has_more alone tells.
    private static string? CursorAfter(PagingMeta page, string? before)
    {
        if (!page.HasMore)
            return null;
        return page.AfterCursor is { } next && next != before
            ? next
            : throw new ZendeskException(
                ZendeskFault.BrokenAnswer,
                "Zendesk has more of a user's tickets, but no cursor that leads to them."
            );
    }
}
