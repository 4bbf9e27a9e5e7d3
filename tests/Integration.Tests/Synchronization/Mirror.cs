using MediatR;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Hosting;

namespace TicketPlatform.Integration.Tests.Synchronization;

/// <summary>A simulated Zendesk account and the platform that mirrors it; both live by the simulator's clock.</summary>
public sealed class Mirror : IAsyncDisposable
{
    // Enough for a page that fails every time to have outlived every pause; reached only when something is wrong.
    private const int MostRounds = 200;

    // A morning: no night, hour or day ends unless a test lets it, whenever the tests are run.
    private static readonly DateTimeOffset Morning = new(2026, 11, 24, 10, 5, 0, TimeSpan.Zero);

    private Mirror(SimulatorServer zendesk, Platform platform) => (Zendesk, Platform) = (zendesk, platform);

    public SimulatorServer Zendesk { get; }

    public Platform Platform { get; }

    /// <param name="users">End users of the account.</param>
    /// <param name="tickets">Their tickets.</param>
    /// <param name="seed">Of everything that is invented.</param>
    /// <param name="clock">What the platform lives by instead of the simulator's clock.</param>
    /// <param name="deletionEvents">Whether events tell of deletions.</param>
    /// <param name="settings">Of the platform.</param>
    public static async Task<Mirror> StartAsync(
        int users = 40,
        int tickets = 300,
        int seed = 7,
        Func<TimeProvider, TimeProvider>? clock = null,
        bool deletionEvents = true,
        IReadOnlyDictionary<string, string?>? settings = null
    )
    {
        var morning = new SimulatorClock(TimeProvider.System);
        morning.Set(Morning);
        var zendesk = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                TimeProvider = morning,
                Users = users,
                Tickets = tickets,
                Seed = seed,
                RateLimits = false,
                DeletionEvents = deletionEvents,
            }
        );
        var platform = await Platform.StartAsync(zendesk.BaseAddress, clock?.Invoke(zendesk.Clock) ?? zendesk.Clock, settings: settings);
        return new Mirror(zendesk, platform);
    }

    /// <summary>Lets Zendesk's blind minute and every pause pass, then runs all jobs until none has anything left to do.</summary>
    public async Task SettleAsync()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            Zendesk.Clock.Advance(TimeSpan.FromSeconds(70));
            if (await RunJobsAsync())
                return;
        }
        throw new InvalidOperationException("The mirror did not come to rest.");
    }

    /// <summary>Runs every job once, slice after slice. Answers whether all ended without a problem.</summary>
    public async Task<bool> RunJobsAsync()
    {
        var calm = await RunAsync(_ => new CheckCredentials());
        calm &= await RunAsync(budget => new SyncUsers(budget));
        calm &= await RunAsync(budget => new SyncTickets(budget));
        calm &= await RunAsync(budget => new ResolveRequesters(budget));
        calm &= await RunAsync(budget => new RereadTickets(budget));
        return calm & await RunAsync(budget => new OverlapTickets(budget));
    }

    /// <summary>Lets the jobs of statistics run, and time pass, until every hour that has ended is published.</summary>
    public async Task PublishAsync()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            Zendesk.Clock.Advance(TimeSpan.FromSeconds(70));
            var calm = await RunJobsAsync();
            calm &= await RunAsync(budget => new SyncEvents(budget));
            calm &= await RunAsync(budget => new ReadAudits(budget));
            calm &= await RunAsync(budget => new PublishStatistics(budget));
            if (calm && await OpenHoursAsync() == 0)
                return;
        }
        throw new InvalidOperationException(
            $"Hours stayed open: {await Platform.ScalarAsync("select string_agg(distinct reason, '; ') from statistics_hours where state = 'open'")}"
        );
    }

    private async Task<long> OpenHoursAsync() =>
        (long)
            (
                await Platform.ScalarAsync(
                    "select count(*) from sync_streams, statistics_hours where name = 'events' and (drained_since is null or statistics_hours.state = 'open')"
                )
            )!;

    /// <summary>Runs one job until it is done or has a problem; answers which.</summary>
    public async Task<bool> RunAsync(Func<SliceBudget, IRequest<SliceOutcome>> job)
    {
        while (true)
        {
            var outcome = await Platform.SendAsync(job(new SliceBudget(Zendesk.Clock)));
            if (outcome.Problem is not null)
                return false;
            if (!outcome.MoreIsWaiting)
                return true;
        }
    }

    /// <summary>The user's id, made from nothing but the address, so that tests need not carry it.</summary>
    public async Task<Guid> ProvisionAsync(string email, Guid? id = null)
    {
        var user = id ?? Guid.NewGuid();
        var outcome = await Platform.SendAsync(new PutUser(user, email));
        outcome.Failure.ShouldBeNull();
        return user;
    }

    /// <summary>Everything the user is shown, every page, as id and status.</summary>
    public async Task<SortedDictionary<long, string>> TicketsOfAsync(Guid user)
    {
        var shown = new SortedDictionary<long, string>();
        string? cursor = null;
        do
        {
            var query = new GetUserTickets(user, new Reader(user, false), "all", null, null, null, 100, cursor, null);
            var answer = (await Platform.SendAsync(query)).Value.Body;
            foreach (var ticket in answer.Tickets)
                shown.Add(ticket.Id, ticket.Status);
            cursor = answer.Page.Next;
        } while (cursor is not null);
        return shown;
    }

    /// <summary>What the simulated account says a Zendesk user has requested, deleted tickets aside.</summary>
    public SortedDictionary<long, string> TruthOf(long zendeskUser)
    {
        lock (Zendesk.World.Gate)
        {
            var position = Zendesk.World.Users.Find(zendeskUser)!.Position;
            var tickets = Zendesk.World.Tickets.Where(ticket => ticket.Requester == position && !ticket.IsDeleted && ticket.IsPublic);
            return new(tickets.ToDictionary(ticket => (long)ticket.Id, ticket => Zendesk.World.Names[ticket.Status]!));
        }
    }

    /// <summary>Tickets in which the stored mirror differs from the account, each with both sides; none when they are equal.</summary>
    public Task<IReadOnlyList<string>> DifferencesAsync() =>
        MirrorComparison.DifferencesAsync(Platform.Database.ConnectionString, Zendesk.World);

    /// <summary>Breaks in the chain of cursors, by stream; none when every page follows the one before it.</summary>
    public Task<IReadOnlyList<string>> ChainBreaksAsync() => CursorChain.BreaksAsync(Platform.Database.ConnectionString);

    public async ValueTask DisposeAsync()
    {
        await Platform.DisposeAsync();
        await Zendesk.DisposeAsync();
    }
}
