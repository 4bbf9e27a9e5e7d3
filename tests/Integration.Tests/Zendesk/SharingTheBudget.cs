using Microsoft.Extensions.Options;
using Npgsql;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Infrastructure.Zendesk;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Zendesk;

public sealed class SharingTheBudget : IAsyncLifetime
{
    private readonly HurriedTime _time = new();
    private TestDatabase _platform = null!;
    private NpgsqlDataSource _database = null!;

    public async Task InitializeAsync()
    {
        _platform = await TestDatabase.CreateAsync();
        _database = NpgsqlDataSource.Create(_platform.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task No_minute_holds_more_requests_than_the_limit()
    {
        var grants = new List<DateTimeOffset>();
        for (var call = 0; call < 35; call++)
        {
            while (await TakeAsync(RequestLane.Live) is { } wait)
                _time.Advance(wait);
            grants.Add(_time.GetUtcNow());
            _time.Advance(TimeSpan.FromSeconds(call % 5));
        }

        foreach (var (earlier, later) in grants.Zip(grants.Skip(10)))
            (later - earlier).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(1));
        (grants[^1] - grants[0]).ShouldBeLessThan(TimeSpan.FromMinutes(4));
    }

    [Fact]
    public async Task A_node_waits_while_another_one_decides()
    {
        (await TakeAsync(RequestLane.Live)).ShouldBeNull();
        await using var other = await _database.OpenConnectionAsync();
        await using var deciding = await other.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("select from zendesk_request_budgets where bucket = 'exports' for update", other))
            await hold.ExecuteNonQueryAsync();

        var waiting = TakeAsync(RequestLane.Live);
        (await WaitsForALockAsync(waiting)).ShouldBeTrue("the grant was given while another node held the bucket");
        await deciding.CommitAsync();

        (await waiting).ShouldBeNull();
    }

    [Fact]
    public async Task Lower_lanes_leave_a_part_to_the_ones_above()
    {
        (await GrantsAsync(RequestLane.Backfill)).ShouldBe(7);
        (await GrantsAsync(RequestLane.Reconciliation)).ShouldBe(1);
        (await GrantsAsync(RequestLane.Statistics)).ShouldBe(1);
        (await GrantsAsync(RequestLane.Live)).ShouldBe(1);
        (await TakeAsync(RequestLane.Live)).ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Whoever_waits_for_an_answer_gets_half_and_keeps_a_little_even_from_a_backfill()
    {
        (await GrantsAsync(RequestLane.ReadThrough)).ShouldBe(5);
        (await GrantsAsync(RequestLane.Backfill)).ShouldBe(2);
        (await GrantsAsync(RequestLane.Live)).ShouldBe(3);

        _time.Advance(TimeSpan.FromMinutes(1));
        (await GrantsAsync(RequestLane.Backfill, capacity: 100)).ShouldBe(70);
        (await GrantsAsync(RequestLane.ReadThrough, capacity: 100)).ShouldBe(5);
        (await GrantsAsync(RequestLane.Live, capacity: 100)).ShouldBe(25);
    }

    [Fact]
    public async Task Statistics_leave_the_tickets_their_six_requests_a_minute_however_long_the_history()
    {
        (await GrantsAsync(RequestLane.Statistics)).ShouldBe(3);
        (await GrantsAsync(RequestLane.Live)).ShouldBe(7);
    }

    [Fact]
    public async Task A_lane_with_a_share_waits_until_enough_of_its_own_requests_have_left_the_minute()
    {
        for (var second = 0; second < 5; second++)
        {
            (await TakeAsync(RequestLane.ReadThrough)).ShouldBeNull();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        (await TakeAsync(RequestLane.ReadThrough)).ShouldBe(TimeSpan.FromSeconds(60 - 5));
        _time.Advance(TimeSpan.FromSeconds(60 - 5));
        (await TakeAsync(RequestLane.ReadThrough)).ShouldBeNull();
    }

    [Fact]
    public async Task A_lane_waits_until_enough_requests_have_left_the_minute()
    {
        for (var second = 0; second < 9; second++)
        {
            (await TakeAsync(RequestLane.Live)).ShouldBeNull();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        // Backfill may make the 7th request of a minute: the first three have to go.
        (await TakeAsync(RequestLane.Backfill)).ShouldBe(TimeSpan.FromSeconds(60 + 2 - 9));
        _time.Advance(TimeSpan.FromSeconds(60 + 2 - 9));
        (await TakeAsync(RequestLane.Backfill)).ShouldBeNull();
    }

    [Fact]
    public async Task Buckets_are_counted_apart()
    {
        (await GrantsAsync(RequestLane.Live)).ShouldBe(10);

        (await Budget().TakeAsync(RequestBucket.UserExports, RequestLane.Live, CancellationToken.None)).ShouldBeNull();
        (await Budget().TakeAsync(RequestBucket.Account, RequestLane.Live, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_blocked_bucket_grants_nothing_and_the_longest_block_counts()
    {
        await Budget().BlockAsync(RequestBucket.Exports, TimeSpan.FromSeconds(90), CancellationToken.None);
        await Budget().BlockAsync(RequestBucket.Exports, TimeSpan.FromSeconds(5), CancellationToken.None);

        (await TakeAsync(RequestLane.Live)).ShouldBe(TimeSpan.FromSeconds(90));
        _time.Advance(TimeSpan.FromSeconds(90));
        (await TakeAsync(RequestLane.Live)).ShouldBeNull();
    }

    [Fact]
    public async Task Nodes_that_ask_at_once_do_not_exceed_the_limit_together()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => TakeAsync(RequestLane.Live)));

        answers.Count(static answer => answer is null).ShouldBe(10);
    }

    private async Task<int> GrantsAsync(RequestLane lane, int capacity = 10)
    {
        var grants = 0;
        while (await TakeAsync(lane, capacity) is null)
            grants++;
        return grants;
    }

    private Task<TimeSpan?> TakeAsync(RequestLane lane, int capacity = 10) =>
        Budget(capacity).TakeAsync(RequestBucket.Exports, lane, CancellationToken.None);

    private PostgresRequestBudget Budget(int capacity = 10) =>
        new(_database, Options.Create(new ZendeskOptions { ExportRequestsPerMinute = capacity }), _time);

    // Ends either way: a grant that does not wait is the failure this looks for.
    private async Task<bool> WaitsForALockAsync(Task grant)
    {
        await using var command = _database.CreateCommand(
            "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"
        );
        while (!grant.IsCompleted)
        {
            if (await command.ExecuteScalarAsync() is true)
                return true;
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
        return false;
    }
}
