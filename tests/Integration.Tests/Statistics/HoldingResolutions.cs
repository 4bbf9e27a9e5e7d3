using TicketPlatform.Integration.Tests.Synchronization;

namespace TicketPlatform.Integration.Tests.Statistics;

public sealed class HoldingResolutions
{
    [Fact]
    public async Task How_long_a_resolution_is_held_back_can_be_chosen_and_is_certified()
    {
        await using var mirror = await Mirror.StartAsync(
            users: 25,
            tickets: 0,
            settings: new Dictionary<string, string?> { ["Statistics:HoldHours"] = "2" }
        );
        mirror.Zendesk.Live(hours: 8, changesPerHour: 40, seed: 3);
        await mirror.PublishAsync();

        var held = await mirror.Platform.ScalarAsync(
            """
            select string_agg(distinct certificate::jsonb ->> 'holdSeconds', ',') from statistics_hours where state = 'final'
            """
        );
        held.ShouldBe("7200");
        var (credited, counted) = (
            await CountAsync(
                mirror,
                "select (sum(billionths) / 1000000000)::bigint from agent_statistics, last where hour + interval '1 hour' = ends and window_name = '24h'"
            ),
            await CountAsync(
                mirror,
                """
                select count(*) from ticket_resolutions, last
                where verdict = 0 and from_at < ends and (to_at is null or to_at >= ends) and 0 < any (seconds)
                    and resolved_at < ends - interval '2 hours'
                """
            )
        );
        counted.ShouldBeGreaterThan(0);
        credited.ShouldBe(counted);
    }

    private static async Task<long> CountAsync(Mirror mirror, string sql) =>
        (long)
            (
                await mirror.Platform.ScalarAsync(
                    $"with last as (select max(hour) + interval '1 hour' as ends from statistics_hours where state = 'final') {sql}"
                )
            )!;
}
