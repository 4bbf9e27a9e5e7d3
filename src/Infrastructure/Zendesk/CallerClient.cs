using TicketPlatform.Application.Zendesk;
using TicketPlatform.Infrastructure.Zendesk.Wire;

namespace TicketPlatform.Infrastructure.Zendesk;

internal sealed class CallerClient(ZendeskHttp zendesk) : IZendeskCaller
{
    private static readonly ZendeskRequest Me = new("users/me", RequestBucket.Account, RequestLane.Live);

    public async Task<ZendeskCaller> WhoAmIAsync(CancellationToken cancellationToken)
    {
        var caller = (await zendesk.GetAsync(Me, ZendeskJson.Default.CallerAnswer, cancellationToken)).Content.User;
        return new ZendeskCaller(caller.Id, caller.Role?.ToLowerInvariant());
    }
}
