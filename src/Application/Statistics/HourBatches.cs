using TicketPlatform.Application.Jobs;

namespace TicketPlatform.Application.Statistics;

/// <summary>
/// Reads batches of hours one after the other, each while the one before it is published: one is work for the database, the other for us.
/// </summary>
internal sealed class HourBatches(
    IStatisticsSnapshot snapshot,
    IReadOnlyList<StreamProof> streams,
    HourRankings rankings,
    IReadOnlyList<OpenHour> hours
) : IAsyncDisposable
{
    // As many as are read and published in a fraction of a slice: one of them may be begun when its time for that is nearly over.
    private const int MostEvents = 10_000;
    private const int MostHours = 48;

    private readonly KnownLives _lives = new(snapshot, hours.Count == 0 ? DateTimeOffset.MinValue : hours[^1].End);
    private readonly CancellationTokenSource _stopping = new();
    private IReadOnlyDictionary<DateTimeOffset, int> _events = new Dictionary<DateTimeOffset, int>();
    private Task<HourBatch>? _reading;
    private int _read;

    /// <summary>The next hours; null where there are none, or no time for them.</summary>
    public async Task<HourBatch?> NextAsync(SliceBudget budget, CancellationToken cancellationToken)
    {
        _reading ??= Begin(budget, cancellationToken);
        if (_reading is null)
            return null;
        var batch = await _reading;
        _read += batch.Hours.Count;
        // Nothing is published after what waits.
        _reading = batch.Missing.Count == 0 ? Begin(budget, cancellationToken) : null;
        return batch;
    }

    /// <summary>Stops what is still being read, and waits until the snapshot is free. Nobody wants it any more, nor its failure.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_reading is Task unwanted)
            await unwanted.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private Task<HourBatch>? Begin(SliceBudget budget, CancellationToken cancellationToken) =>
        _read < hours.Count && budget.Remains ? ReadAsync(cancellationToken) : null;

    private async Task<HourBatch> ReadAsync(CancellationToken cancellationToken)
    {
        using var wanted = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, cancellationToken);
        var next = await NextHoursAsync(wanted.Token);
        return await HourBatch.ReadAsync(snapshot, streams, _lives, rankings, next, wanted.Token);
    }

    /// <summary>As many as follow each other and hold few enough events together; at least one.</summary>
    private async Task<IReadOnlyList<OpenHour>> NextHoursAsync(CancellationToken cancellationToken)
    {
        var next = new List<OpenHour>();
        var events = 0;
        foreach (var hour in hours.Skip(_read).Take(MostHours))
        {
            if (!_events.ContainsKey(hour.Hour))
                _events = await snapshot.EventsInAsync(
                    [.. hours.Skip(_read + next.Count).Take(MostHours).Select(open => open.Hour)],
                    cancellationToken
                );
            events += _events[hour.Hour];
            if (next.Count > 0 && (hour.Hour != next[^1].End || events > MostEvents))
                break;
            next.Add(hour);
        }
        return next;
    }
}
