using TicketPlatform.Application.Outbox;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Domain.Alerts;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Application.Tickets;

/// <summary>
/// The one way into the mirror: webhooks, export pages, re-reads and reconciliation all hand over what they saw.
/// Replaying anything is harmless.
/// </summary>
/// <param name="Observations">In any order.</param>
/// <param name="FillsMirror">Whether they are part of the first synchronisation: nobody has seen a list yet that they would change.</param>
public sealed record ApplyTicketObservations(IReadOnlyList<TicketObservation> Observations, bool FillsMirror = false)
    : IRequest<TicketsApplied>;

/// <param name="Newer">Ids of the tickets that now say something else.</param>
/// <param name="RereadDue">Tickets about which two sources disagree.</param>
/// <param name="Uncovered">Observations that are not what the mirror shows, although it shows nothing that was seen later.</param>
public sealed record TicketsApplied(IReadOnlyCollection<long> Newer, int RereadDue, int Uncovered);

internal sealed class ApplyTicketObservationsHandler(ITicketPlatformDb db, ITicketStore store, ListChangeEffects effects, TicketNews news)
    : IRequestHandler<ApplyTicketObservations, TicketsApplied>
{
    public Task<TicketsApplied> Handle(ApplyTicketObservations command, CancellationToken cancellationToken) =>
        db.InTransactionAsync(token => ApplyAsync(command, token), cancellationToken);

    private async Task<TicketsApplied> ApplyAsync(ApplyTicketObservations command, CancellationToken cancellationToken)
    {
        var observations = command.Observations;
        var known = await store.LockAsync([.. observations.Select(seen => seen.TicketId).Distinct()], cancellationToken);
        var before = news.Before(command.FillsMirror, known);
        var changed = new Dictionary<long, Ticket>(observations.Count);
        var uncovered = 0;
        foreach (var seen in observations)
            uncovered += Apply(seen, known, changed) ? 0 : 1;

        var sightings = known.Values.SelectMany(ticket => ticket.Untold).ToList();
        var changes = changed.Count + sightings.Count > 0 ? await store.SaveAsync(changed.Values, sightings, cancellationToken) : [];
        news.Measure(before, changed.Values);
        await (
            command.FillsMirror
                ? effects.AlertAsync(changes, AlertCause.Ticket, cancellationToken)
                : effects.ApplyAsync(changes, AlertCause.Ticket, cancellationToken)
        );
        var newer = changed.Values.Where(ticket => !ticket.RereadDue).Select(ticket => ticket.Id).ToList();
        return new TicketsApplied(newer, changed.Count - newer.Count, uncovered);
    }

    /// <summary>Answers whether the ticket then covers what was seen.</summary>
    private static bool Apply(TicketObservation seen, Dictionary<long, Ticket> known, Dictionary<long, Ticket> changed)
    {
        if (!known.TryGetValue(seen.TicketId, out var ticket))
        {
            known[seen.TicketId] = changed[seen.TicketId] = Ticket.First(seen);
            return true;
        }
        var absorbed = ticket.Apply(seen);
        if (absorbed is Absorbed.Newer or Absorbed.NeedsReread)
            changed[ticket.Id] = ticket;
        return absorbed is Absorbed.Newer or Absorbed.Known || ticket.Covers(seen);
    }
}
