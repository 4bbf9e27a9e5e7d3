using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Users;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;

namespace TicketPlatform.Application.Synchronization;

/// <summary>Follows the user export from its checkpoint: names, primary addresses, roles, deletions.</summary>
public sealed record SyncUsers(SliceBudget Budget) : IRequest<SliceOutcome>;

internal sealed class SyncUsersHandler(StreamSlice slice, IUserExport export, IMediator mediator) : IRequestHandler<SyncUsers, SliceOutcome>
{
    public Task<SliceOutcome> Handle(SyncUsers job, CancellationToken cancellationToken) =>
        slice.RunAsync(
            new StreamWalk<UserPage>(
                StreamNames.Users,
                StartAtTheBeginning,
                (stream, position, token) =>
                    export.ReadAsync(position, stream.PageSize, stream.Watermark is null ? RequestLane.Backfill : RequestLane.Live, token),
                page => page.Receipt,
                (_, page, token) => mediator.Send(new ApplyZendeskUsers(page.Users), token)
            ),
            job.Budget,
            cancellationToken
        );

    private static bool StartAtTheBeginning(SyncStream stream)
    {
        if (stream.Run == Guid.Empty)
            stream.Begin(Guid.NewGuid(), startTime: 0);
        return true;
    }
}
