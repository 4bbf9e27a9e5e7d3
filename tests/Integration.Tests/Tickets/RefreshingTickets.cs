using Npgsql;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Integration.Tests.Tickets;

/// <summary>What a refresh brings, and what it does not claim to have brought.</summary>
public sealed class RefreshingTickets : IAsyncLifetime
{
    private RefreshedMirror _scene = null!;

    private World World => _scene.World;

    private Ticket Printer => World.FindTicket(21)!;

    public async Task InitializeAsync() => _scene = await RefreshedMirror.StartAsync();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task A_change_and_a_new_ticket_are_visible_at_once_and_the_answer_is_proven_to_be_young()
    {
        var before = (await _scene.ReadAsync()).Freshness;
        _scene.Update(Printer, "solved");
        var created = _scene.Create();
        (await _scene.ReadAsync()).Tickets.Select(ticket => ticket.Status).ShouldBe(["new"]);

        var (shown, refresh, freshness) = await _scene.RefreshAsync();

        shown.ShouldBe(new Dictionary<long, string> { [Printer.Id] = "solved", [created.Id] = "new" }, ignoreOrder: true);
        (refresh, freshness.Source, freshness.Stale).ShouldBe(("done", "reread", false));
        freshness.AsOf.ShouldBe(await _scene.ProofAsync());
        freshness.AsOf!.Value.ShouldBeGreaterThan(before.AsOf!.Value.AddSeconds(30));
        freshness.LagSeconds!.Value.ShouldBeLessThan(10);
        freshness.AsOf.Value.ShouldBeLessThanOrEqualTo(_scene.Zendesk.Clock.GetUtcNow());
    }

    [Fact]
    public async Task The_export_takes_over_again_when_it_proves_more()
    {
        await _scene.RefreshAsync();

        await _scene.Mirror.SettleAsync();
        await _scene.Mirror.SettleAsync();

        (await _scene.ReadAsync()).Freshness.Source.ShouldBe("export");
    }

    [Fact]
    public async Task Every_page_of_a_user_with_many_tickets_is_read()
    {
        for (var number = 0; number < 230; number++)
            _scene.Create();

        var (_, refresh, freshness) = await _scene.RefreshAsync();

        (refresh, freshness.Source).ShouldBe(("done", "reread"));
        (await _scene.Mirror.TicketsOfAsync(_scene.Ada)).Count.ShouldBe(231);
    }

    [Fact]
    public async Task A_ticket_that_moved_to_another_requester_is_gone_and_is_the_others_at_once()
    {
        var bob = await _scene.Mirror.ProvisionAsync("bob@example.com");
        _scene.Create("bob@example.com");
        await _scene.Mirror.SettleAsync();
        World.Apply(new UpdateTicket { TicketId = Printer.Id, RequesterEmail = "bob@example.com" });

        var (shown, refresh, freshness) = await _scene.RefreshAsync();

        shown.ShouldBeEmpty();
        (refresh, freshness.Source).ShouldBe(("done", "reread"));
        (await _scene.Mirror.TicketsOfAsync(bob)).Keys.ShouldContain(Printer.Id);
    }

    [Fact]
    public async Task A_deleted_ticket_is_left_to_the_export_and_keeps_the_view_from_claiming_to_be_young()
    {
        World.Apply(new DeleteTicket(Printer.Id));
        var created = _scene.Create();

        var (shown, refresh, freshness) = await _scene.RefreshAsync();

        shown.Keys.ShouldBe([Printer.Id, created.Id], ignoreOrder: true);
        (refresh, freshness.Source).ShouldBe(("done", "export"));
        (await _scene.ProofAsync()).ShouldBeNull();

        await _scene.Mirror.SettleAsync();
        (await _scene.RefreshAsync()).Shown.Keys.ShouldBe([created.Id]);
        (await _scene.ProofAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_contradicts_an_export_that_ranks_higher_is_left_to_the_export()
    {
        await _scene.ScalarAsync(
            $"update tickets set subject = 'of a system update', version = version + 100 where zendesk_id = {Printer.Id}"
        );

        var (_, refresh, freshness) = await _scene.RefreshAsync();

        (refresh, freshness.Source).ShouldBe(("done", "export"));
    }

    [Fact]
    public async Task A_requester_merged_away_meanwhile_proves_nothing_until_the_matching_knows()
    {
        _scene.Create("winner@example.com");
        await _scene.Mirror.SettleAsync();
        World.Apply(new MergeUsers(Requester(RefreshedMirror.Email).Id, Requester("winner@example.com").Id));

        var (shown, refresh, freshness) = await _scene.RefreshAsync();

        shown.ShouldBeEmpty();
        (refresh, freshness.Source).ShouldBe(("done", "export"));
    }

    [Fact]
    public async Task A_ticket_that_another_way_in_stores_at_the_same_moment_is_applied_again()
    {
        var created = _scene.Create();
        await using var database = NpgsqlDataSource.Create(_scene.Mirror.Platform.Database.ConnectionString);
        await using var other = await database.OpenConnectionAsync();
        await using var storing = await other.BeginTransactionAsync();
        await using (var insert = other.CreateCommand())
        {
            insert.CommandText = $"""
                insert into tickets
                select {created.Id}, user_id, requester_id, 'as it was', description, status, custom_status_id, priority, assignee_id, group_id,
                    created_at, updated_at, status_changed_at, solved_at, deleted_at, is_public, is_merged_away,
                    1, source, observed_at, reread_due, fence
                from tickets where zendesk_id = {Printer.Id}
                """;
            await insert.ExecuteNonQueryAsync();
        }

        var refreshing = _scene.RefreshAsync();
        while (!refreshing.IsCompleted && await _scene.ScalarAsync(SomebodyWaits) is not true)
            await Task.Yield();
        await storing.CommitAsync();

        (await refreshing).Refresh.ShouldBe("done");
        (await _scene.ScalarAsync($"select subject from tickets where zendesk_id = {created.Id}")).ShouldBe("Of ada@example.com");
        (await _scene.ProofAsync()).ShouldNotBeNull();
    }

    private const string SomebodyWaits =
        "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')";

    private User Requester(string email) => World.Users.FindByEmail(email)!;
}
