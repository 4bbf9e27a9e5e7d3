using TicketPlatform.ZendeskSimulator.Support;

namespace TicketPlatform.ZendeskSimulator.Faults;

/// <summary>Draws the fate of each request. The n-th request after a seed was set meets the same fate every time.</summary>
public sealed class FaultPlan
{
    private readonly Lock gate = new();
    private readonly HashSet<string> issuedSinceExpiry = [];
    private Random random = new(1);
    private Random deliveries = new(1);

    public FaultSettings Current
    {
        get;
        set
        {
            lock (gate)
            {
                field = value;
                random = new Random(value.Seed);
                // Their own sequence: deliveries must not shift what requests meet, nor the reverse.
                deliveries = new Random(value.Seed);
                issuedSinceExpiry.Clear();
            }
        }
    } = new();

    internal Fate Draw()
    {
        lock (gate)
        {
            // Always the same number of draws, so that one rate does not shift what the others do.
            var (kind, variant) = (random.NextDouble(), random.Next());
            var (repeat, stay) = (random.NextDouble(), random.NextDouble());
            return new Fate(KindOf(kind), variant, repeat < Current.RepeatRate, stay < Current.SameCursorRate);
        }
    }

    internal DeliveryFate DrawDelivery()
    {
        lock (gate)
        {
            var faults = Current.Webhooks;
            var (drop, repeat) = (deliveries.NextDouble(), deliveries.NextDouble());
            var (delay, repeatDelay) = (deliveries.NextDouble(), deliveries.NextDouble());
            return new DeliveryFate(
                drop < faults.DropRate,
                repeat < faults.DuplicateRate,
                TimeSpan.FromSeconds(faults.ThrottleSeconds + (delay * faults.ReorderSeconds)),
                TimeSpan.FromSeconds(faults.ThrottleSeconds + (repeatDelay * faults.ReorderSeconds))
            );
        }
    }

    /// <summary>Whether an export does not show yet what it should: a change, by when it happened and its number.</summary>
    internal bool Withholds(ExportKey change, uint now)
    {
        var faults = Current;
        if (faults.LateRate <= 0 || change.Time + ExportWindow.HiddenSeconds + faults.LateSeconds < now)
            return false;
        var draw = HashOf(change.Time, (uint)change.Number) / (double)uint.MaxValue;
        return draw < faults.LateRate;
    }

    internal bool Refuses(string? cursor)
    {
        lock (gate)
            return cursor is not null && Current.ExpireCursors && !issuedSinceExpiry.Contains(cursor);
    }

    internal string Issue(string cursor)
    {
        lock (gate)
            if (Current.ExpireCursors)
                issuedSinceExpiry.Add(cursor);
        return cursor;
    }

    // Fixed for a change, so that it stays withheld until its time.
    private static uint HashOf(uint time, uint number)
    {
        var mixed = (time * 2_654_435_761) ^ (number * 2_246_822_519);
        mixed = (mixed ^ (mixed >> 15)) * 2_654_435_769;
        return mixed ^ (mixed >> 13);
    }

    private FaultKind KindOf(double draw)
    {
        if (Current.Down)
            return FaultKind.Reset;
        (FaultKind Kind, double Rate)[] rates =
        [
            (FaultKind.Error, Current.ErrorRate),
            (FaultKind.RateLimit, Current.RateLimitRate),
            (FaultKind.Reset, Current.ResetRate),
            (FaultKind.Truncate, Current.TruncateRate),
            (FaultKind.Garble, Current.GarbleRate),
            (FaultKind.Timeout, Current.TimeoutRate),
        ];
        foreach (var (kind, rate) in rates)
        {
            if (draw < rate)
                return kind;
            draw -= rate;
        }
        return FaultKind.None;
    }
}

internal enum FaultKind
{
    None,
    Error,
    RateLimit,
    Reset,
    Truncate,
    Garble,
    Timeout,
}

/// <summary>What happens to one request; the variant decides between the forms of one kind.</summary>
internal readonly record struct Fate(FaultKind Kind, int Variant, bool RepeatRows, bool SameCursor)
{
    /// <summary>Whether the request takes effect although its answer is lost.</summary>
    public bool AfterEffect => (Variant & 1) == 1;

    public int Choose(int bound) => (Variant >> 1) % bound;
}

/// <summary>What happens to one delivery of a webhook; the delays are real time before the first attempt of each copy.</summary>
internal readonly record struct DeliveryFate(bool Dropped, bool Duplicated, TimeSpan Delay, TimeSpan DuplicateDelay);
