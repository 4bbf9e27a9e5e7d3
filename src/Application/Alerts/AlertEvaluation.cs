using TicketPlatform.Application.Outbox;
using TicketPlatform.Domain.Alerts;
using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Application.Alerts;

/// <summary>
/// Brings the episodes of users into step with their open tickets, in the transaction that changes these. Any number of looks at any
/// time, by any number of nodes, end in the same episodes.
/// </summary>
internal sealed class AlertEvaluation(IAlertStore store, IOutbox outbox, AlertRules rules, TimeProvider time)
{
    // A page of an export touches no more users than this, so only a proof looks in several parts.
    private const int MostAtOnce = 1_000;

    /// <summary>Looks at users; answers how many episodes it changed.</summary>
    /// <param name="touched">The users, each of them once.</param>
    /// <param name="cause">What sort of change it was.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<int> LookAsync(IReadOnlyCollection<TouchedUser> touched, AlertCause cause, CancellationToken cancellationToken)
    {
        var changed = await UpdateAsync(touched, cause, cancellationToken);
        await outbox.AppendAsync(changed, [], cancellationToken);
        return changed.Count;
    }

    /// <summary>Looks at users of whose tickets nothing particular is known to have changed.</summary>
    public Task<int> LookAsync(IReadOnlyCollection<Guid> userIds, AlertCause cause, CancellationToken cancellationToken) =>
        LookAsync([.. userIds.Distinct().Select(user => new TouchedUser(user, [], MayExceed: true))], cause, cancellationToken);

    /// <summary>
    /// Does all of it but the log, and answers the changed episodes for it: the log comes after every lock of a user, because whoever has
    /// it may wait for nobody.
    /// </summary>
    public async Task<IReadOnlyCollection<AlertEpisode>> UpdateAsync(
        IReadOnlyCollection<TouchedUser> touched,
        AlertCause cause,
        CancellationToken cancellationToken
    )
    {
        var changed = new List<AlertEpisode>();
        foreach (var users in touched.OrderBy(user => user.Id).Chunk(MostAtOnce))
            changed.AddRange(await UpdateAtOnceAsync(users, cause, cancellationToken));
        return changed;
    }

    private async Task<IReadOnlyList<AlertEpisode>> UpdateAtOnceAsync(
        TouchedUser[] users,
        AlertCause cause,
        CancellationToken cancellationToken
    )
    {
        var tickets = users.ToDictionary(user => user.Id, user => user.Tickets);
        var cases = await store.LockAsync(users, rules.Limit, cancellationToken);
        var now = Now();
        var changed = new List<AlertEpisode>();
        var told = new List<Notification>();
        foreach (var found in cases)
        {
            var trigger = new AlertTrigger(cause, tickets[found.Seen.UserId]);
            foreach (var episode in Judge(found, trigger, now).Where(episode => episode.State != found.Open))
            {
                changed.Add(episode);
                told.AddRange(AlertMessages.Of(episode, found.Email));
            }
        }
        if (changed.Count == 0)
            return [];
        await store.SaveAsync(changed, told, cancellationToken);
        return changed;
    }

    private IReadOnlyList<AlertEpisode> Judge(AlertCase found, AlertTrigger trigger, DateTimeOffset now)
    {
        if (found.Email is not null)
            return AlertEpisode.Follow(found.Open, found.Seen, trigger, rules, now);
        if (found.Open is null)
            return [];
        var orphan = new AlertEpisode(found.Open);
        orphan.Abandon(rules, now);
        return [orphan];
    }

    // As exact as PostgreSQL keeps it; read under the lock, so that one look never seems to be before another.
    private DateTimeOffset Now() =>
        new(time.GetUtcNow().Ticks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
