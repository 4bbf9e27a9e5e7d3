using Npgsql;

namespace TicketPlatform.Integration.Tests.Statistics;

/// <summary>What no program can store, however wrong it is.</summary>
public sealed class GuardingIntervals
{
    // Hours of one day: from, to (null where it lasts), follows (null for the first).
    private static readonly (string What, (int From, int? To, int? Follows) Interval)[] Wrong =
    [
        ("an overlap", (3, 5, null)),
        ("a gap", (9, 10, 9)),
        ("a negative length", (8, 7, 8)),
        ("no length", (8, 8, 8)),
        ("another beginning", (1, 2, null)),
        ("two successors of one interval", (4, 6, 4)),
        ("a successor that begins elsewhere", (8, null, 7)),
        ("another end", (6, null, 6)),
    ];

    [Fact]
    public async Task Of_a_ticket_neither_overlaps_nor_gaps_can_be_stored()
    {
        await using var platform = await Platform.StartAsync();
        foreach (var interval in ((int, int?, int?)[])[(2, 4, null), (4, 7, 4), (7, 8, 7)])
            await StoreAsync(platform, interval);

        foreach (var (what, interval) in Wrong)
        {
            var refusal = await Should.ThrowAsync<PostgresException>(() => StoreAsync(platform, interval));
            PostgresErrorCodes.IntegrityConstraintViolation.ShouldBe($"{refusal.SqlState[..2]}000", what);
        }

        await StoreAsync(platform, (8, null, 8));
        (await platform.ScalarAsync("select count(*) from ticket_intervals")).ShouldBe(4L);
    }

    private static Task StoreAsync(Platform platform, (int From, int? To, int? Follows) interval) =>
        platform.ExecuteAsync(
            $"""
            insert into ticket_intervals (ticket_id, from_at, to_at, follows, status)
            values (42, {Instant(interval.From)}, {Instant(interval.To)}, {Instant(interval.Follows)}, 'open')
            """
        );

    private static string Instant(int? hour) => hour is null ? "null" : $"'2026-11-27T{hour:00}:00:00Z'";
}
