using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;
using TicketPlatform.Infrastructure.Zendesk.Wire;

namespace TicketPlatform.Infrastructure.Zendesk;

internal sealed class UserExportClient(ZendeskHttp zendesk) : IUserExport
{
    public async Task<UserPage> ReadAsync(ExportPosition from, int pageSize, RequestLane lane, CancellationToken cancellationToken)
    {
        var path = FormattableString.Invariant($"incremental/users/cursor?{ZendeskRequest.QueryFor(from)}&per_page={pageSize}");
        var answer = await zendesk.GetAsync(
            new ZendeskRequest(path, RequestBucket.UserExports, lane),
            ZendeskJson.Default.UserExportAnswer,
            cancellationToken
        );

        var page = answer.Content;
        var users = page.Users.ConvertAll(user => user.Observe(answer.AnsweredAt));
        var newest = users.Count == 0 ? 0 : users.Max(static user => user.UpdatedAt.ToUnixTimeSeconds());
        return new UserPage(users, answer.Receipt(from, page.AfterCursor, page.EndOfStream, users.Count, newest));
    }
}
