using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Webhooks;

/// <summary>How large and how long a run is.</summary>
/// <param name="Tickets">Tickets of the account whose events are sent.</param>
/// <param name="Connections">Clients that deliver at the same time in the closed loop.</param>
/// <param name="Rounds">How often product and floor are loaded.</param>
/// <param name="Round">How long each time.</param>
/// <param name="Rate">Events a second while freshness is measured.</param>
/// <param name="Live">How long freshness is measured.</param>
/// <param name="Burst">Events that come within two seconds.</param>
internal sealed record WebhookPlan(int Tickets, int Connections, int Rounds, TimeSpan Round, int Rate, TimeSpan Live, int Burst)
{
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);
    public static readonly TimeSpan BurstTime = TimeSpan.FromSeconds(2);

    public static WebhookPlan Parse(string[] arguments)
    {
        string[] known = ["--tickets", "--connections", "--rounds", "--seconds", "--rate", "--live-seconds", "--burst"];
        var options = CommandOptions.Parse("bench webhooks", arguments, known, []).WithoutRest();
        return new(
            options.Number("--tickets", 2_000, 1_000_000) ?? 100_000,
            options.Number("--connections", 1, 1_000) ?? 32,
            options.Number("--rounds", 1, 1_000) ?? 5,
            TimeSpan.FromSeconds(options.Number("--seconds", 1, 3_600) ?? 5),
            options.Number("--rate", 1, 10_000) ?? 200,
            TimeSpan.FromSeconds(options.Number("--live-seconds", 1, 3_600) ?? 60),
            options.Number("--burst", 1, 100_000) ?? 5_000
        );
    }
}
