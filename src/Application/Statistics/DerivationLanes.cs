using Microsoft.Extensions.DependencyInjection;
using TicketPlatform.Application.Jobs;

namespace TicketPlatform.Application.Statistics;

/// <summary>Derives in several lanes side by side: most of it is work of the database, where one session has the use of one core.</summary>
internal sealed class DerivationLanes(IServiceScopeFactory scopes, IAuditReads audits, TimeProvider time)
{
    // What is left of them waits for the next slice, and hours for it.
    private const int MostUntold = 10_000;

    /// <summary>Derives whatever changed; answers whether time was enough for all of it.</summary>
    public async Task<bool> DeriveAsync(SliceBudget budget, CancellationToken cancellationToken)
    {
        var lanes = Enumerable.Range(0, IDerivedTickets.Lanes).Select(lane => DeriveAsync(lane, budget, cancellationToken));
        return (await Task.WhenAll(lanes)).All(isDone => isDone);
    }

    /// <summary>Asks for the histories of tickets that were seen updated at an instant of which no event tells.</summary>
    public Task LookForUntoldAsync(CancellationToken cancellationToken) =>
        audits.RequestUntoldAsync(time.GetUtcNow(), MostUntold, cancellationToken);

    private async Task<bool> DeriveAsync(int lane, SliceBudget budget, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var derivation = scope.ServiceProvider.GetRequiredService<TicketDerivation>();
        var begun = time.GetTimestamp();
        while (await derivation.DeriveAsync(lane, cancellationToken))
        {
            if (!budget.HasRoomFor(time.GetElapsedTime(begun)))
                return false;
            begun = time.GetTimestamp();
        }
        return true;
    }
}
