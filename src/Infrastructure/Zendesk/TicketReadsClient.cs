using System.Globalization;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Infrastructure.Zendesk.Wire;

namespace TicketPlatform.Infrastructure.Zendesk;

internal sealed class TicketReadsClient(ZendeskHttp zendesk) : ITicketReads
{
    private const int MostIds = 100;

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
}
