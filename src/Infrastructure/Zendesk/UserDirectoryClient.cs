using System.Globalization;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Users;
using TicketPlatform.Infrastructure.Zendesk.Wire;

namespace TicketPlatform.Infrastructure.Zendesk;

internal sealed class UserDirectoryClient(ZendeskHttp zendesk) : IUserDirectory
{
    private const int PageSize = 100;
    private const string FirstPage = "page[size]=100";

    public async Task<IReadOnlyList<ZendeskUserObservation>> SearchAsync(
        EmailAddress email,
        RequestLane lane,
        CancellationToken cancellationToken
    )
    {
        var quoted = email.Value.Replace("\"", "\\\"", StringComparison.Ordinal);
        var query = Uri.EscapeDataString($"email:\"{quoted}\"");
        var found = new List<ZendeskUserObservation>();
        UsersAnswer page;
        var number = 1;
        do
        {
            var path = FormattableString.Invariant($"users/search?query={query}&page={number++}&per_page={PageSize}");
            var request = new ZendeskRequest(path, RequestBucket.Account, lane);
            var answer = await zendesk.GetAsync(request, ZendeskJson.Default.UsersAnswer, cancellationToken);
            page = answer.Content;
            found.AddRange(page.Users.Select(user => user.Observe(answer.AnsweredAt)));
        } while (page.NextPage is not null && page.Users.Count > 0);
        return found;
    }

    public async Task<IReadOnlyList<ZendeskUserObservation>> ShowManyAsync(
        IReadOnlyCollection<long> ids,
        RequestLane lane,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, PageSize, nameof(ids));
        if (ids.Count == 0)
            return [];
        var list = string.Join(',', ids.Select(static id => id.ToString(CultureInfo.InvariantCulture)));
        var request = new ZendeskRequest($"users/show_many?ids={list}", RequestBucket.Account, lane);
        var answer = await zendesk.GetAsync(request, ZendeskJson.Default.UsersAnswer, cancellationToken);
        return answer.Content.Users.ConvertAll(user => user.Observe(answer.AnsweredAt));
    }

    public async Task<IReadOnlyList<ZendeskIdentity>> IdentitiesAsync(
        long zendeskUserId,
        RequestLane lane,
        CancellationToken cancellationToken
    )
    {
        var found = new List<ZendeskIdentity>();
        var paging = FirstPage;
        try
        {
            for (var number = 2; paging is not null; number++)
            {
                var path = FormattableString.Invariant($"users/{zendeskUserId}/identities?type[]=email&{paging}");
                var request = new ZendeskRequest(path, RequestBucket.Account, lane);
                var page = (await zendesk.GetAsync(request, ZendeskJson.Default.IdentitiesAnswer, cancellationToken)).Content;
                found.AddRange(page.Identities.Select(static identity => identity.Observe()).OfType<ZendeskIdentity>());
                paging = PagingAfter(page, number);
            }
        }
        catch (ZendeskException gone) when (gone.Fault == ZendeskFault.NotFound)
        {
            return [];
        }
        return found;
    }

    // Cursors of a last page are not null: has_more alone tells. Without a meta object the answer is paged by offset.
    private static string? PagingAfter(IdentitiesAnswer page, int nextNumber) =>
        page switch
        {
            { Identities.Count: 0 } => null,
            { Meta: { HasMore: true, AfterCursor: { } cursor } } => $"{FirstPage}&page[after]={Uri.EscapeDataString(cursor)}",
            { Meta: { HasMore: true } } => throw new ZendeskException(
                ZendeskFault.BrokenAnswer,
                "Zendesk has more identities but no cursor."
            ),
            { Meta: null, NextPage: not null } => FormattableString.Invariant($"page={nextNumber}&per_page={PageSize}"),
            _ => null,
        };
}
