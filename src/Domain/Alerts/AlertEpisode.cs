using TicketPlatform.Domain.Kernel;

namespace TicketPlatform.Domain.Alerts;

/// <summary>
/// The time during which a user has too many open tickets. It ends where they were at the limit or below for the dwell time, so that
/// flapping is one episode. Instants follow from what changed and when, never from when somebody looked.
/// </summary>
public sealed class AlertEpisode(AlertState state)
{
    private readonly List<AlertEvent> _events = [];

    /// <summary>What is kept of it.</summary>
    public AlertState State { get; private set; } = state;

    /// <summary>What happened to it since it was loaded, in order.</summary>
    public IReadOnlyList<AlertEvent> Events => _events;

    /// <summary>Whether it has not ended.</summary>
    public bool IsOpen => State.ClosedAt is null;

    /// <summary>
    /// What a look at a user's open tickets makes of the open episode, or of none: it goes on, ends, or another one begins. Answers those
    /// that there are to keep, in order.
    /// </summary>
    public static IReadOnlyList<AlertEpisode> Follow(
        AlertState? open,
        OpenTickets seen,
        AlertTrigger trigger,
        AlertRules rules,
        DateTimeOffset now
    )
    {
        var episodes = new List<AlertEpisode>(2);
        if (open is not null)
        {
            episodes.Add(new AlertEpisode(open));
            episodes[0].Look(seen, rules, now);
        }
        if (seen.ExceedLimit && !episodes.Exists(episode => episode.IsOpen))
            episodes.Add(Open(seen, trigger, rules, now));
        return episodes;
    }

    /// <summary>Notes that somebody takes care of it: it is not told again.</summary>
    public Result Acknowledge(string by, string? note, AlertRules rules, DateTimeOffset now)
    {
        if (!IsOpen)
            return AlertFailures.Closed;
        if (State.Acknowledged is { } earlier)
            return AlertFailures.AcknowledgedBy(earlier);
        State = State with { Acknowledged = new Acknowledgement(by, now, note), SnoozedUntil = null, RemindAt = null };
        _events.Add(Event(AlertEventKind.Acknowledged, now) with { By = by, Note = note });
        Schedule(rules);
        return Result.Success;
    }

    /// <summary>Has it told again at an instant, and not before. Repeating it moves the instant.</summary>
    public Result Snooze(string by, DateTimeOffset until, AlertRules rules, DateTimeOffset now)
    {
        if (!IsOpen)
            return AlertFailures.Closed;
        State = State with { SnoozedUntil = until, RemindAt = until };
        _events.Add(Event(AlertEventKind.Snoozed, now) with { By = by, Until = until });
        Schedule(rules);
        return Result.Success;
    }

    /// <summary>Ends it because there is no such user any more; what people wrote about the person is forgotten.</summary>
    public void Abandon(AlertRules rules, DateTimeOffset now)
    {
        CloseWhereDwelt(rules, now);
        if (!IsOpen)
            return;
        State = State with
        {
            ClosedAt = now,
            OpenTickets = 0,
            BelowSince = null,
            SnoozedUntil = null,
            RemindAt = null,
            DueAt = null,
            Acknowledged = State.Acknowledged is { } acknowledged ? acknowledged with { Note = null } : null,
        };
        Note(AlertEventKind.Abandoned, now);
    }

    private static AlertEpisode Open(OpenTickets seen, AlertTrigger trigger, AlertRules rules, DateTimeOffset now)
    {
        var causedBy = trigger.Tickets.Intersect(seen.Tickets).Order().ToArray();
        var episode = new AlertEpisode(
            new AlertState(Guid.CreateVersion7(now), seen.UserId, now, trigger.Cause, causedBy)
            {
                Limit = seen.Limit,
                OpenTickets = seen.Count,
                Peak = seen.Count,
                Evidence = seen.Tickets,
                RemindAt = rules.ReminderAfter(now),
            }
        );
        episode.Note(AlertEventKind.Opened, now, seen.Tickets);
        episode.Escalate(rules, now);
        episode.Schedule(rules);
        return episode;
    }

    // The count has been what it was at the last look until now: whoever changes it looks at once.
    private void Look(OpenTickets seen, AlertRules rules, DateTimeOffset now)
    {
        CloseWhereDwelt(rules, now);
        if (!IsOpen)
            return;
        Count(seen, now);
        Escalate(rules, now);
        CloseWhereDwelt(rules, now);
        Remind(rules, now);
        Schedule(rules);
    }

    private void Count(OpenTickets seen, DateTimeOffset now)
    {
        var before = State;
        State = State with { Limit = seen.Limit, OpenTickets = seen.Count };
        if (!seen.ExceedLimit)
        {
            if (before.BelowSince is not null)
                return;
            State = State with { BelowSince = now };
            Note(AlertEventKind.Fell, now);
            return;
        }
        State = State with { BelowSince = null, Peak = Math.Max(State.Peak, seen.Count) };
        if (!State.Evidence.SequenceEqual(seen.Tickets))
            State = State with { Evidence = seen.Tickets };
        if (before.BelowSince is not null)
            Note(AlertEventKind.Rose, now, seen.Tickets);
        if (State.Peak > before.Peak)
            Note(AlertEventKind.Peaked, now, seen.Tickets);
    }

    private void CloseWhereDwelt(AlertRules rules, DateTimeOffset now)
    {
        if (!IsOpen || State.BelowSince is not { } since || since + rules.Dwell > now)
            return;
        State = State with { ClosedAt = since + rules.Dwell, SnoozedUntil = null, RemindAt = null, DueAt = null };
        Note(AlertEventKind.Closed, since + rules.Dwell);
    }

    // It matters more than it did when somebody acknowledged or snoozed it.
    private void Escalate(AlertRules rules, DateTimeOffset now)
    {
        if (State.EscalatedAt is not null || State.BelowSince is not null || State.OpenTickets <= rules.EscalationLimitOf(State.Limit))
            return;
        State = State with
        {
            EscalatedAt = now,
            SnoozedUntil = null,
            RemindAt = State.Acknowledged is null ? rules.ReminderAfter(now) : null,
        };
        Note(AlertEventKind.Escalated, now, State.Evidence);
    }

    private void Remind(AlertRules rules, DateTimeOffset now)
    {
        if (!IsOpen || State.BelowSince is not null || State.RemindAt is not { } due || due > now)
            return;
        State = State with
        {
            Reminders = State.Reminders + 1,
            SnoozedUntil = null,
            RemindAt = State.Acknowledged is null ? rules.ReminderAfter(now) : null,
        };
        Note(AlertEventKind.Reminded, now);
    }

    // Nobody is reminded of what is about to end.
    private void Schedule(AlertRules rules)
    {
        if (IsOpen)
            State = State with { DueAt = State.BelowSince is { } since ? since + rules.Dwell : State.RemindAt };
    }

    private void Note(AlertEventKind kind, DateTimeOffset at, IReadOnlyList<long>? tickets = null) =>
        _events.Add(Event(kind, at) with { Tickets = tickets ?? [] });

    private AlertEvent Event(AlertEventKind kind, DateTimeOffset at) => new(kind, at, State.OpenTickets);
}
