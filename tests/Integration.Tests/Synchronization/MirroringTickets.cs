using Npgsql;
using TicketPlatform.Application.Tickets;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Integration.Tests.Synchronization;

public sealed class MirroringTickets : IAsyncLifetime
{
    private Mirror _mirror = null!;

    private World World => _mirror.Zendesk.World;

    public async Task InitializeAsync() => _mirror = await Mirror.StartAsync();

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task The_first_synchronisation_mirrors_every_ticket_over_an_unbroken_chain_of_pages()
    {
        await _mirror.SettleAsync();

        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
        (await _mirror.ChainBreaksAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_changed_status_arrives_with_its_history()
    {
        var ticket = Unsolved();
        var before = World.Names[ticket.Status]!;
        await _mirror.SettleAsync();

        World.Apply(new UpdateTicket { TicketId = ticket.Id, Status = "solved" });
        await _mirror.SettleAsync();

        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
        var history = await _mirror.Platform.SendAsync(new GetTicketHistory(ticket.Id, new Reader(null, ReadsEverything: true), 100, null));
        history.Value.Changes.TakeLast(2).Select(change => change.To).ShouldBe([before, "solved"]);
    }

    [Fact]
    public async Task Deleted_restored_scrubbed_and_merged_tickets_follow_the_account()
    {
        await _mirror.SettleAsync();
        var (deleted, restored, scrubbed, source, target) = (Unsolved(0), Unsolved(1), Unsolved(2), Unsolved(3), Unsolved(4));

        World.Apply(new DeleteTicket(deleted.Id));
        World.Apply(new DeleteTicket(restored.Id));
        World.Apply(new ScrubTicket(scrubbed.Id));
        World.Apply(new MergeTickets(target.Id, [source.Id]));
        await _mirror.SettleAsync();
        World.Apply(new RestoreTicket(restored.Id));
        await _mirror.SettleAsync();

        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
        (await ScalarAsync($"select deleted_at is not null from tickets where zendesk_id = {deleted.Id}")).ShouldBe(true);
        (await ScalarAsync($"select deleted_at is null from tickets where zendesk_id = {restored.Id}")).ShouldBe(true);
        (await ScalarAsync($"select subject || description from tickets where zendesk_id = {scrubbed.Id}")).ShouldBe("SCRUBBEDX");
        (await ScalarAsync($"select is_merged_away from tickets where zendesk_id = {source.Id}")).ShouldBe(true);
    }

    [Fact]
    public async Task A_system_update_that_leaves_updated_at_alone_is_not_missed()
    {
        await _mirror.SettleAsync();
        var ticket = Unsolved();
        await ExecuteAsync($"update tickets set subject = 'damaged', version = version - 100 where zendesk_id = {ticket.Id}");

        World.Apply(new TouchTicket(ticket.Id));
        await _mirror.SettleAsync();

        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Texts_with_NUL_emoji_and_great_length_are_stored_whole()
    {
        var description = "start\0" + string.Concat(Enumerable.Repeat("Größe 🚒\r\n", 20_000)) + "end";
        var ticket = World.Apply(
            new CreateTicket
            {
                RequesterEmail = "ada@example.com",
                Subject = "🔥 a\0b",
                Description = description,
            }
        );

        await _mirror.SettleAsync();

        (await ScalarAsync($"select subject from tickets where zendesk_id = {ticket.Id}")).ShouldBe("🔥 ab");
        (await ScalarAsync($"select description from tickets where zendesk_id = {ticket.Id}")).ShouldBe(
            description.Replace("\0", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_status_that_nobody_knows_is_kept_and_counts_as_open()
    {
        var ticket = World.Apply(
            new CreateTicket
            {
                RequesterEmail = "ada@example.com",
                Subject = "New kind",
                Status = "triaged",
            }
        );
        var ada = await _mirror.ProvisionAsync("ada@example.com");

        await _mirror.SettleAsync();

        (await _mirror.TicketsOfAsync(ada)).ShouldContainKeyAndValue(ticket.Id, "triaged");
    }

    [Fact]
    public async Task A_row_that_becomes_visible_late_is_found_by_the_overlap_pass()
    {
        await _mirror.SettleAsync();
        var ticket = Unsolved();
        await ExecuteAsync(
            $"delete from ticket_status_sightings where zendesk_id = {ticket.Id}; delete from tickets where zendesk_id = {ticket.Id}"
        );
        await ExecuteAsync($"update sync_streams set newest_version = {ticket.GeneratedAt + 100} where name = 'tickets'");

        _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(6));
        await _mirror.SettleAsync();

        (await ScalarAsync($"select count(*) from tickets where zendesk_id = {ticket.Id}")).ShouldBe(1L);
    }

    private Ticket Unsolved(int skip = 0) => World.Tickets.Where(ticket => ticket.IsOpen && !ticket.IsForAiAgent).Skip(skip).First();

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_mirror.Platform.Database.ConnectionString);
        return await database.CreateCommand(sql).ExecuteScalarAsync();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_mirror.Platform.Database.ConnectionString);
        await database.CreateCommand(sql).ExecuteNonQueryAsync();
    }
}
