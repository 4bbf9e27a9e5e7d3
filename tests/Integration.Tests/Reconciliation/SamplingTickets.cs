using TicketPlatform.Application.Operations;
using TicketPlatform.Application.Reconciliation;
using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.ZendeskSimulator.Account;
using TicketPlatform.ZendeskSimulator.Faults;

namespace TicketPlatform.Integration.Tests.Reconciliation;

/// <summary>With 80 tickets, the 200 samples of a night are all of them.</summary>
public sealed class SamplingTickets : IAsyncLifetime
{
    private Mirror _mirror = null!;

    private World World => _mirror.Zendesk.World;

    private Platform Platform => _mirror.Platform;

    public async Task InitializeAsync()
    {
        _mirror = await Mirror.StartAsync(users: 20, tickets: 80);
        await _mirror.SettleAsync();
    }

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task Every_ticket_of_a_whole_mirror_is_what_Zendesk_says_at_first_sight()
    {
        await ReconcileAsync();

        var status = await StatusAsync();
        var alive = World.Tickets.Count(ticket => !ticket.IsDeleted);
        (status.Sampled, status.Differing, status.Open).ShouldBe((alive, 0, 0));
        status.ErrorBound.ShouldNotBeNull().ShouldBe(-Math.Log(0.05) / alive, tolerance: 1e-9);
    }

    [Theory]
    [InlineData("subject", "subject = 'damaged'")]
    [InlineData("status", "status = case status when 'open' then 'pending' else 'open' end")]
    [InlineData("priority", "priority = 'unheard-of'")]
    [InlineData("requester_id", "requester_id = requester_id + 1")]
    [InlineData("updated_at", "updated_at = updated_at - interval '1 hour', version = version - 3600")]
    [InlineData("updated_at", "updated_at = updated_at + interval '1 hour', version = version + 3600")]
    public async Task A_difference_is_counted_named_and_healed_when_the_export_had_its_say(string column, string damage)
    {
        var ticket = Alive();
        await Platform.ExecuteAsync($"update tickets set {damage} where zendesk_id = {ticket.Id}");

        await ReconcileAsync();
        (await StatusAsync()).ShouldSatisfyAllConditions(status => status.Differing.ShouldBe(0), status => status.Open.ShouldBe(1));
        (await Platform.ScalarAsync("select count(*) from ticket_samples where verdict = 'open'")).ShouldBe(1L);

        await FollowAsync();
        await ReconcileAsync();
        var status = await StatusAsync();
        (status.Differing, status.Open).ShouldBe((1, 0));
        status.ErrorBound.ShouldNotBeNull().ShouldBe(4.7439 / status.Sampled, tolerance: 1e-4);
        (await Platform.ScalarAsync($"select columns[1] || zendesk_id from ticket_samples where verdict = 'differs'")).ShouldBe(
            $"{column}{ticket.Id}"
        );
        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_Zendesk_still_withholds_from_its_export_is_no_error()
    {
        World.Apply(new UpdateTicket { TicketId = Alive().Id, Status = "solved" });
        World.Apply(new UpdateTicket { TicketId = Alive(1).Id, Priority = "low" });
        World.Apply(new DeleteTicket(Alive(2).Id));

        await ReconcileAsync();
        (await StatusAsync()).Open.ShouldBeGreaterThanOrEqualTo(2);
        await FollowAsync();
        await ReconcileAsync();

        var status = await StatusAsync();
        (status.Differing, status.Open).ShouldBe((0, 0));
        (await Platform.ScalarAsync("select count(*) from ticket_samples where verdict = 'gone'")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_ticket_that_Zendesk_does_not_have_and_the_export_does_not_bury_is_an_error()
    {
        var deleted = Alive();
        World.Apply(new DeleteTicket(deleted.Id));
        await PassAsync(TimeSpan.FromDays(3));
        World.Apply(new TouchTicket(Alive().Id));
        await PassAsync(TimeSpan.FromDays(3));
        await Platform.ExecuteAsync($"update tickets set status = 'open', deleted_at = null where zendesk_id = {deleted.Id}");

        await PassAsync(TimeSpan.FromDays(1));
        await FollowAsync();
        await ReconcileAsync();

        (await StatusAsync()).Differing.ShouldBe(1);
        (await Platform.ScalarAsync("select columns[1] from ticket_samples where verdict = 'differs'")).ShouldBe("existence");
    }

    [Fact]
    public async Task The_texts_of_an_erased_person_are_neither_missed_nor_brought_back()
    {
        var ticket = Alive();
        var ada = await _mirror.ProvisionAsync(World.Users[ticket.Requester].Email!);
        await Platform.SendAsync(new Application.Users.DeleteUser(ada));

        await ReconcileAsync();

        (await StatusAsync()).Open.ShouldBe(0);
        (await Platform.ScalarAsync($"select subject || description from tickets where zendesk_id = {ticket.Id}")).ShouldBe("");
    }

    [Fact]
    public async Task Twenty_more_are_read_every_hour_and_a_new_night_brings_all_again()
    {
        await ReconcileAsync();
        var night = (await StatusAsync()).Sampled;
        await ReconcileAsync();
        (await StatusAsync()).Sampled.ShouldBe(night);

        await PassAsync(TimeSpan.FromMinutes(61));
        (await StatusAsync()).Sampled.ShouldBe(night + 20);

        await PassAsync(TimeSpan.FromDays(1));
        (await StatusAsync()).Sampled.ShouldBe(2 * night + 20);
    }

    [Fact]
    public async Task Samples_count_for_thirty_days()
    {
        await ReconcileAsync();
        var night = (await StatusAsync()).Sampled;

        await PassAsync(TimeSpan.FromDays(31));

        (await StatusAsync()).Sampled.ShouldBe(night);
        (await Platform.ScalarAsync("select count(*) from ticket_samples")).ShouldBe((long)night);
    }

    [Fact]
    public async Task The_same_dice_choose_the_same_tickets_and_other_dice_others()
    {
        await PassAsync(TimeSpan.FromDays(1));
        var chosen = new List<string>();
        foreach (var seed in new[] { 1, 1, 2 })
        {
            _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(61));
            await _mirror.RunAsync(budget => new ReconcileTickets(budget, new Random(seed)));
            chosen.Add(
                (string)
                    (
                        await Platform.ScalarAsync(
                            "select string_agg(zendesk_id::text, ',' order by zendesk_id) from ticket_samples where picked_at = (select max(picked_at) from ticket_samples)"
                        )
                    )!
            );
        }

        chosen[1].ShouldBe(chosen[0]);
        chosen[2].ShouldNotBe(chosen[0]);
    }

    [Fact]
    public async Task Failing_answers_judge_nobody()
    {
        var ticket = Alive();
        await Platform.ExecuteAsync($"update tickets set subject = 'damaged' where zendesk_id = {ticket.Id}");
        _mirror.Zendesk.Faults = new FaultSettings { ErrorRate = 1 };
        (await _mirror.RunAsync(budget => new ReconcileTickets(budget, new Random(5)))).ShouldBeFalse();
        (await StatusAsync()).ShouldSatisfyAllConditions(
            status => status.Sampled.ShouldBe(0),
            status => status.Open.ShouldBeGreaterThan(50)
        );

        for (var round = 1; round < 50 && (await StatusAsync()).Open > 0; round++)
        {
            _mirror.Zendesk.Faults = new FaultSettings();
            await FollowAsync();
            _mirror.Zendesk.Faults = new FaultSettings
            {
                Seed = round,
                ErrorRate = 0.4,
                TruncateRate = 0.2,
            };
            await _mirror.RunAsync(budget => new ReconcileTickets(budget, new Random(5)));
        }

        var status = await StatusAsync();
        (status.Differing, status.Open).ShouldBe((1, 0));
        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
    }

    // Older than the deepest overlap pass, which would heal them first.
    private Ticket Alive(int skip = 0) =>
        World.Tickets.Where(ticket => ticket.IsOpen).OrderBy(ticket => ticket.GeneratedAt).Skip(skip).First();

    private async Task ReconcileAsync() => (await _mirror.RunAsync(budget => new ReconcileTickets(budget, new Random(5)))).ShouldBeTrue();

    /// <summary>Lets the blind minute pass and the export have its say.</summary>
    private async Task FollowAsync()
    {
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromMinutes(3));
        await _mirror.SettleAsync();
    }

    private async Task PassAsync(TimeSpan time)
    {
        _mirror.Zendesk.Clock.Advance(time);
        await _mirror.SettleAsync();
        await ReconcileAsync();
    }

    private async Task<ReconciliationStatus> StatusAsync() => (await Platform.SendAsync(new GetStatus())).Reconciliation;
}
