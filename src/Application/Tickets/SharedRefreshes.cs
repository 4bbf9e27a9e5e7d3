using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace TicketPlatform.Application.Tickets;

/// <summary>
/// Lets callers of this node who want the same user's tickets at the same time share one refresh. It has a scope of its own and goes on
/// when the caller who began it leaves.
/// </summary>
internal sealed class SharedRefreshes(IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    /// <summary>The longest that a caller waits.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private readonly ConcurrentDictionary<Guid, Lazy<Task<RefreshOutcome>>> _running = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Refreshes a user's tickets, or joins who does.</summary>
    public async Task<RefreshOutcome> RunAsync(Guid userId, CancellationToken cancellationToken)
    {
        // Lazy, because the dictionary may make a value that it then throws away.
        var refresh = _running.GetOrAdd(userId, id => new(() => RefreshAsync(id, _stopping.Token))).Value;
        try
        {
            return await refresh.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException) when (!refresh.IsCompleted)
        {
            return RefreshOutcome.TimedOut;
        }
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task<RefreshOutcome> RefreshAsync(Guid userId, CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RefreshUserTickets(userId), stopping);
        }
        finally
        {
            _running.TryRemove(userId, out _);
        }
    }
}
