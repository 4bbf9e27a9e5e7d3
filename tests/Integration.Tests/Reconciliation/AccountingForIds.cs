using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Reconciliation;
using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.ZendeskSimulator.Account;
using TicketPlatform.ZendeskSimulator.Faults;

namespace TicketPlatform.Integration.Tests.Reconciliation;

/// <summary>Every id below the greatest stored one is a ticket, or has a disposition.</summary>
public sealed class AccountingForIds : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private Mirror _mirror = null!;

    private World World => _mirror.Zendesk.World;

    private Platform Platform => _mirror.Platform;

    public async Task InitializeAsync()
    {
        _mirror = await Mirror.StartAsync();
        await _mirror.SettleAsync();
    }

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task A_whole_mirror_has_no_gaps_and_its_tickets_are_counted()
    {
        await ReconcileAsync();

        (await GapsAsync()).ShouldBe("");
        var audited = await Platform.ScalarAsync(
            "select stored || '/' || deleted || '/' || scrubbed || '/' || merged_away || '/' || with_owner from mirror_audits where finished_at is not null"
        );
        audited.ShouldBe(
            $"{World.Tickets.Count}/{World.Tickets.Count(ticket => ticket.IsDeleted)}/{World.Tickets.Count(ticket => ticket.IsScrubbed)}/"
                + $"{World.Tickets.Count(IsMergedAway)}/0"
        );
    }

    [Fact]
    public async Task A_ticket_that_was_lost_is_unexplained_until_the_export_had_its_say_and_then_recovered()
    {
        var lost = await LoseAsync(LongSettled());

        await ReconcileAsync();
        (await GapsAsync()).ShouldBe($"{lost.Id} unexplained");
        AskedFor(lost.Id).ShouldBeFalse();
        (await IsAuditedAsync()).ShouldBeFalse();

        await _mirror.SettleAsync();
        await ReconcileAsync();
        (await GapsAsync()).ShouldBe($"{lost.Id} recovered");
        (await IsAuditedAsync()).ShouldBeTrue();
        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ticket_that_is_lost_again_is_recovered_again()
    {
        var lost = await LoseAsync(LongSettled());
        await ReconcileTwiceAsync();

        await LoseAsync(lost);
        await PassANightAsync();
        await ReconcileTwiceAsync();

        (await GapsAsync()).ShouldBe($"{lost.Id} recovered");
        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Ids_that_Zendesk_does_not_have_are_absent_and_asked_for_once()
    {
        var greatest = await StrangerAsync(beyond: 4);

        await ReconcileTwiceAsync();
        await PassANightAsync();
        var asked = _mirror.Zendesk.Log.Count;
        await ReconcileTwiceAsync();

        (await GapsAsync()).ShouldBe(string.Join(", ", Enumerable.Range(1, 3).Select(i => $"{greatest + i} absent")));
        _mirror.Zendesk.Log.Skip(asked).ShouldNotContain(request => Names(request.Path + request.Query, greatest + 1));
        (await Platform.ScalarAsync("select absent from mirror_audits order by begun_at desc limit 1")).ShouldBe(3L);
    }

    [Fact]
    public async Task An_absent_id_that_becomes_a_ticket_is_absent_no_more()
    {
        var greatest = await StrangerAsync(beyond: 4);
        await ReconcileTwiceAsync();

        World.Apply(new CreateTicket { RequesterEmail = "ada@example.com", Subject = "New" }).Id.ShouldBe((int)greatest + 1);
        await PassANightAsync();
        await ReconcileAsync();

        (await GapsAsync()).ShouldBe($"{greatest + 2} absent, {greatest + 3} absent");
    }

    [Fact]
    public async Task An_id_that_the_export_brings_after_all_is_no_gap()
    {
        var lost = await LoseAsync(LongSettled());
        await ReconcileAsync();

        World.Apply(new TouchTicket(lost.Id));
        await _mirror.SettleAsync();
        await ReconcileAsync();

        (await GapsAsync()).ShouldBe("");
        AskedFor(lost.Id).ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_that_fails_explains_nothing()
    {
        var lost = await LoseAsync(LongSettled());
        await ReconcileAsync();
        await _mirror.SettleAsync();

        _mirror.Zendesk.Faults = new FaultSettings { Down = true };
        (await _mirror.RunAsync(budget => new ReconcileTickets(budget, new Random(5)))).ShouldBeFalse();
        (await GapsAsync()).ShouldBe($"{lost.Id} unexplained");
        (await Platform.ScalarAsync("select failures from sync_streams where name = 'reconciliation'")).ShouldBe(1);

        _mirror.Zendesk.Faults = new FaultSettings();
        await _mirror.SettleAsync();
        await ReconcileAsync();
        (await GapsAsync()).ShouldBe($"{lost.Id} recovered");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Slices_of_one_step_over_failing_answers_find_the_same(int seed)
    {
        var lost = await LoseAsync(LongSettled());
        var greatest = await StrangerAsync(beyond: 3);
        _mirror.Zendesk.Faults = new FaultSettings
        {
            Seed = seed,
            ErrorRate = 0.3,
            TruncateRate = 0.1,
            ResetRate = 0.1,
        };

        for (var round = 0; round < 100 && !await IsAuditedAsync(); round++)
        {
            // The export has had its say a moment after every slice.
            _mirror.Zendesk.Clock.Advance(TimeSpan.FromSeconds(70));
            await Platform.ExecuteAsync(
                $"update sync_streams set watermark = timestamptz '{_mirror.Zendesk.Clock.GetUtcNow().AddSeconds(-5):O}' where name = 'tickets'"
            );
            await Platform.SendAsync(new ReconcileTickets(new SliceBudget(new SteppingTime()), new Random(seed)));
        }

        (await GapsAsync()).ShouldBe($"{lost.Id} recovered, {greatest + 1} absent, {greatest + 2} absent");
        (await Platform.ScalarAsync("select stored from mirror_audits")).ShouldBe((long)World.Tickets.Count);
    }

    [Fact]
    public async Task A_slice_that_is_cut_off_costs_nothing_but_itself()
    {
        var lost = await LoseAsync(LongSettled());
        using var slice = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            Platform.SendAsync(new ReconcileTickets(new SliceBudget(TimeProvider.System), new CuttingDice(slice)), slice.Token)
        );
        (await GapsAsync()).ShouldBe("");

        _mirror.Zendesk.Clock.Advance(Lease);
        await ReconcileTwiceAsync();
        (await GapsAsync()).ShouldBe($"{lost.Id} recovered");
        (await Platform.ScalarAsync("select count(*) from mirror_audits")).ShouldBe(1L);
    }

    [Fact]
    public async Task Two_nodes_at_once_find_what_one_finds()
    {
        var lost = await LoseAsync(LongSettled());

        await Task.WhenAll(ReconcileAsync(), ReconcileAsync());
        await _mirror.SettleAsync();
        await Task.WhenAll(ReconcileAsync(), ReconcileAsync());

        (await GapsAsync()).ShouldBe($"{lost.Id} recovered");
        (await Platform.ScalarAsync("select count(*) from mirror_audits")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_mirror_that_was_never_complete_is_not_audited()
    {
        await Platform.ExecuteAsync("update sync_streams set watermark = null where name = 'tickets'");
        await LoseAsync(LongSettled());

        await ReconcileAsync();

        (await Platform.ScalarAsync("select count(*) from mirror_audits")).ShouldBe(0L);
    }

    private async Task ReconcileAsync() => (await _mirror.RunAsync(budget => new ReconcileTickets(budget, new Random(5)))).ShouldBeTrue();

    private async Task ReconcileTwiceAsync()
    {
        await ReconcileAsync();
        await _mirror.SettleAsync();
        await ReconcileAsync();
    }

    private async Task<bool> IsAuditedAsync() =>
        (bool)(await Platform.ScalarAsync("select exists (select from mirror_audits where finished_at is not null)"))!;

    private async Task PassANightAsync()
    {
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromDays(1));
        await _mirror.SettleAsync();
    }

    // Older than the deepest overlap pass, which would bring it back first.
    private Ticket LongSettled() =>
        World.Tickets.First(ticket =>
            !ticket.IsDeleted && ticket.Id > 1 && ticket.GeneratedAt < World.Tickets.Max(each => each.GeneratedAt) - 3 * 86_400
        );

    private async Task<Ticket> LoseAsync(Ticket ticket)
    {
        await Platform.ExecuteAsync(
            $"delete from ticket_status_sightings where zendesk_id = {ticket.Id}; delete from tickets where zendesk_id = {ticket.Id}"
        );
        return ticket;
    }

    /// <summary>Stores a deleted ticket that Zendesk does not have, this far beyond the greatest one; answers the greatest one.</summary>
    private async Task<long> StrangerAsync(int beyond)
    {
        var greatest = World.Tickets.Max(ticket => ticket.Id);
        await Platform.ExecuteAsync(
            $"""
            insert into tickets (zendesk_id, requester_id, subject, description, status, created_at, updated_at, deleted_at, is_public,
                is_merged_away, version, source, observed_at, reread_due, fence)
            select {greatest + beyond}, requester_id, subject, description, 'deleted', created_at, updated_at, updated_at, is_public,
                false, version, source, observed_at, false, 1
            from tickets where zendesk_id = {greatest}
            """
        );
        return greatest;
    }

    private async Task<string> GapsAsync() =>
        (string)
            (
                await Platform.ScalarAsync(
                    "select coalesce(string_agg(zendesk_id || ' ' || disposition, ', ' order by zendesk_id), '') from ticket_gaps"
                )
            )!;

    private bool IsMergedAway(Ticket ticket) => World.Names[ticket.Tags]?.Contains("closed_by_merge", StringComparison.Ordinal) == true;

    private bool AskedFor(long id) => _mirror.Zendesk.Log.Any(request => Names(request.Path + request.Query, id));

    private static bool Names(string address, long id) =>
        Uri.UnescapeDataString(address) is var path
        && path.Contains("show_many?ids=", StringComparison.Ordinal)
        && path.Split("ids=")[1].Split('&')[0].Split(',').Contains($"{id}");
}
