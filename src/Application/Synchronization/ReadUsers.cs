using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Users;
using TicketPlatform.Application.Zendesk;

namespace TicketPlatform.Application.Synchronization;

/// <summary>Reads the Zendesk users about whom an event said something, and their addresses, which no event tells.</summary>
public sealed record ReadUsers(SliceBudget Budget) : IRequest<SliceOutcome>;

internal sealed class ReadUsersHandler(IRequesterLinks links, IUserDirectory directory, IdentityReading identities, IMediator mediator)
    : IRequestHandler<ReadUsers, SliceOutcome>
{
    // Zendesk takes a hundred ids at once, but the addresses of each cost a request of their own.
    private const int Batch = 20;

    public async Task<SliceOutcome> Handle(ReadUsers job, CancellationToken cancellationToken)
    {
        var rows = 0;
        while (job.Budget.Remains)
        {
            var due = await links.ReadDueAsync(Batch, cancellationToken);
            if (due.Count == 0)
                return new SliceOutcome(rows);
            try
            {
                rows += await ReadAsync(due, cancellationToken);
            }
            catch (ZendeskException exception)
            {
                return new SliceOutcome(rows, Problem: exception.Message);
            }
        }
        return new SliceOutcome(rows, MoreIsWaiting: true);
    }

    private async Task<int> ReadAsync(IReadOnlyDictionary<long, DateTimeOffset> due, CancellationToken cancellationToken)
    {
        var seen = await directory.ShowManyAsync([.. due.Keys], RequestLane.Live, cancellationToken);
        await mediator.Send(new ApplyZendeskUsers(seen), cancellationToken);
        foreach (var user in seen.Where(user => user.IsActive))
            await identities.ReadAsync(user.Id, RequestLane.Live, cancellationToken);
        // Whoever is missing from the answer was merged away or never existed: the user export tells.
        await links.ForgetReadAsync(due, cancellationToken);
        return seen.Count;
    }
}
