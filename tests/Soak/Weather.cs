using TicketPlatform.ZendeskSimulator.Faults;

namespace TicketPlatform.Soak;

/// <summary>What may go wrong at Zendesk for a while.</summary>
internal static class Weather
{
    private static readonly Func<FaultSettings>[] Kinds =
    [
        () => new FaultSettings(),
        () => new FaultSettings { ErrorRate = 0.03, RepeatRate = 0.1 },
        () =>
            new FaultSettings
            {
                ErrorRate = 0.3,
                ResetRate = 0.05,
                TruncateRate = 0.05,
            },
        () =>
            new FaultSettings
            {
                GarbleRate = 0.15,
                TruncateRate = 0.1,
                ResetRate = 0.1,
                TimeoutRate = 0.05,
            },
        () =>
            new FaultSettings
            {
                RateLimitRate = 0.2,
                UnnamedWaits = true,
                ErrorRate = 0.1,
            },
        () => new FaultSettings { LateRate = 0.1, ErrorRate = 0.03 },
        () => new FaultSettings { LateRate = 0.3, LateSeconds = 600 },
        () => new FaultSettings { ExpireCursors = true, ErrorRate = 0.05 },
        () => new FaultSettings { RepeatRate = 0.5, SameCursorRate = 0.2 },
        () =>
            new FaultSettings
            {
                TimeoutRate = 0.15,
                ErrorRate = 0.1,
                RepeatRate = 0.2,
            },
    ];

    public static FaultSettings Draw(Random random) => Kinds[random.Next(Kinds.Length)]() with { Seed = random.Next() };

    /// <summary>Nothing answers.</summary>
    public static FaultSettings Outage() => new() { Down = true };

    /// <summary>A share of all requests fails, and nothing else happens.</summary>
    public static FaultSettings Failing(double rate, Random random) => new() { ErrorRate = rate, Seed = random.Next() };
}
