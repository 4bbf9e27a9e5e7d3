using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Synchronization;

/// <summary>A slice stores a ticket that nobody knew when it looked, and that another transaction has stored meanwhile.</summary>
public sealed class MeetingNewTickets : IAsyncLifetime
{
    private Mirror _mirror = null!;

    private Platform Platform => _mirror.Platform;

    public async Task InitializeAsync()
    {
        _mirror = await Mirror.StartAsync(users: 5, tickets: 20);
        _mirror.Zendesk.Clock.Advance(TimeSpan.FromSeconds(70));
        await _mirror.RunAsync(budget => new SyncUsers(budget));
    }

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task The_slice_gives_the_stream_back_and_the_next_one_goes_on_at_once()
    {
        var outcome = await SliceThatMeetsAsync(ticket: 1);

        outcome.ShouldBe(new SliceOutcome(0, MoreIsWaiting: true));
        (await Platform.ScalarAsync("select seq from sync_streams where name = 'tickets' and leased_until is null")).ShouldBe(0L);

        (await _mirror.RunAsync(budget => new SyncTickets(budget))).ShouldBeTrue();
        (await _mirror.DifferencesAsync()).ShouldBeEmpty();
        (await _mirror.ChainBreaksAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_requests_for_the_page_that_could_not_be_stored_count_with_its_next_reading()
    {
        await SliceThatMeetsAsync(ticket: 1);
        await _mirror.RunAsync(budget => new SyncTickets(budget));

        var asked = _mirror.Zendesk.Log.Count(request => request.Path.Contains("/incremental/tickets/", StringComparison.Ordinal));
        asked.ShouldBeGreaterThan(1);
        (await Platform.ScalarAsync("select sum(cardinality(attempts)) from sync_pages where stream = 'tickets'")).ShouldBe((long)asked);
    }

    /// <summary>Another transaction stores the ticket before the slice looks, and commits once the slice waits for it.</summary>
    private async Task<SliceOutcome> SliceThatMeetsAsync(long ticket)
    {
        var seen = Observed.Export(ticket, Observed.Printer with { UpdatedAt = DateTimeOffset.UnixEpoch });
        var (stored, commit) = (new TaskCompletionSource(), new TaskCompletionSource());
        var other = Platform.WithAsync<IServiceProvider, bool>(scope =>
            scope
                .GetRequiredService<ITicketPlatformDb>()
                .InTransactionAsync(
                    async token =>
                    {
                        await scope.GetRequiredService<ITicketStore>().SaveAsync([Domain.Tickets.Ticket.First(seen)], [], token);
                        stored.SetResult();
                        await commit.Task;
                        return true;
                    },
                    CancellationToken.None
                )
        );
        await stored.Task;

        var slice = Platform.SendAsync(new SyncTickets(new SliceBudget(_mirror.Zendesk.Clock)));
        await Platform.UntilSomebodyWaitsForALockAsync();
        commit.SetResult();
        await other;
        return await slice;
    }
}
