using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Reconciliation;
using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Application.Reconciliation;

/// <summary>Reads a few stored tickets again, compares them column by column, and heals what differs.</summary>
internal sealed partial class SampleCheck(
    ITicketPlatformDb db,
    ITicketSamples samples,
    ITicketStore store,
    ITicketReads zendesk,
    IMediator mediator,
    ILogger<SampleCheck> logger
)
{
    /// <summary>How long samples count, and are kept.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>The most ids that Zendesk's show_many takes.</summary>
    private const int Batch = 100;
    private const int Hourly = 20;
    private const int Nightly = 200;
    private const int MostAttempts = 25;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Chooses the samples that are due, or compares those chosen; answers how many, and 0 when nothing is left.</summary>
    /// <param name="watermark">Everything that Zendesk recorded before this instant is stored.</param>
    /// <param name="dice">Decides which tickets are chosen.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<int> NextAsync(DateTimeOffset watermark, Random dice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await DueAsync(now, cancellationToken);
        var picked = due == 0 ? 0 : await PickAsync(due, dice, now, cancellationToken);
        return picked > 0 ? picked : await CompareAsync(watermark, now, cancellationToken);
    }

    private async Task<int> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = await samples.LastPickAsync(cancellationToken);
        if (await db.MirrorAudits.AnyAsync(audit => last == null || audit.BegunAt > last, cancellationToken))
            return Nightly;
        return last is null || last + Hour <= now ? Hourly : 0;
    }

    /// <summary>
    /// Throws ids until enough of them are stored tickets. Every ticket has the same chance, whatever gaps there are: a search for
    /// the next one after a random point would favour those behind a gap.
    /// </summary>
    private async Task<int> PickAsync(int size, Random dice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await samples.GreatestIdAsync(cancellationToken) is not { } greatest)
            return 0;
        var picked = new HashSet<long>(size);
        for (var attempt = 0; attempt < MostAttempts && picked.Count < size; attempt++)
        {
            var thrown = Enumerable.Range(0, 2 * size).Select(_ => dice.NextInt64(1, greatest + 1)).Distinct().ToList();
            var stored = (await samples.StoredAmongAsync(thrown, cancellationToken)).ToHashSet();
            picked.UnionWith(thrown.Where(stored.Contains).Except(picked).Take(size - picked.Count).ToList());
        }
        await samples.AddAsync(picked, now, now - Window, cancellationToken);
        return picked.Count;
    }

    private async Task<int> CompareAsync(DateTimeOffset watermark, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = await samples.OpenAsync(watermark, Batch, cancellationToken);
        if (open.Count == 0)
            return 0;
        var read = await zendesk.ShowManyAsync(
            [.. open.Select(sample => sample.TicketId).Distinct()],
            RequestLane.Reconciliation,
            cancellationToken
        );
        // An answer without a ticket tells no time; Zendesk's clock, where it is known, is the one that the watermark goes by.
        var readAt = read.Select(ticket => ticket.ObservedAt).Append(now).Max();
        await db.InTransactionAsync(token => SettleAsync(open, read, readAt, watermark, token), cancellationToken);
        return open.Count;
    }

    private async Task<int> SettleAsync(
        IReadOnlyList<TicketSample> open,
        IReadOnlyList<TicketObservation> read,
        DateTimeOffset readAt,
        DateTimeOffset watermark,
        CancellationToken cancellationToken
    )
    {
        var mirrored = await store.LockAsync([.. open.Select(sample => sample.TicketId).Distinct()], cancellationToken);
        var erased = await ErasedAsync(mirrored.Values, cancellationToken);
        var seen = read.ToDictionary(ticket => ticket.TicketId);
        var settled = new List<(TicketSample Sample, SampleFinding Finding)>(open.Count);
        foreach (var sample in open)
        {
            var ticket = mirrored.GetValueOrDefault(sample.TicketId);
            var textsErased = ticket is not null && erased.Contains(ticket.Seen.Content.RequesterId);
            settled.Add((sample, sample.Compare(ticket, seen.GetValueOrDefault(sample.TicketId), textsErased, watermark)));
        }

        var differing = settled.Where(each => each.Finding.Verdict == SampleVerdict.Differs).ToList();
        foreach (var (sample, finding) in differing)
            Differs(sample.TicketId, string.Join(", ", finding.Columns));
        await HealAsync(
            [.. differing.Select(each => seen.GetValueOrDefault(each.Sample.TicketId)).OfType<TicketObservation>()],
            cancellationToken
        );
        await samples.SettleAsync(settled, readAt, cancellationToken);
        return settled.Count;
    }

    private async Task<HashSet<long>> ErasedAsync(IReadOnlyCollection<Ticket> tickets, CancellationToken cancellationToken)
    {
        var requesters = tickets.Select(ticket => ticket.Seen.Content.RequesterId).Distinct().ToArray();
        return await db
            .ZendeskUsers.Where(user => requesters.Contains(user.Id) && user.ErasedAt != null)
            .Select(user => user.Id)
            .ToHashSetAsync(cancellationToken);
    }

    // What is wrong may carry a newer version than what is right: an export's timestamp is later than the update it stands for.
    private async Task HealAsync(IReadOnlyList<TicketObservation> truth, CancellationToken cancellationToken)
    {
        if (truth.Count == 0)
            return;
        await samples.DistrustAsync([.. truth.Select(seen => seen.TicketId)], cancellationToken);
        await mediator.Send(new ApplyTicketObservations(truth), cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Error, "The mirror of ticket {Ticket} differs from Zendesk in {Columns}")]
    private partial void Differs(long ticket, string columns);
}
