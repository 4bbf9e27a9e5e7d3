using System.Globalization;
using MediatR;
using Npgsql;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Tickets;
using TicketPlatform.ZendeskSimulator.Faults;
using TicketPlatform.ZendeskSimulator.Hosting;

namespace TicketPlatform.Testing.Trials;

/// <summary>What a trial came to.</summary>
/// <param name="Failures">One line per thing that is not as it must be; none where all is.</param>
/// <param name="Hours">Published hours that were compared.</param>
/// <param name="Versions">Versions beyond the first of an hour.</param>
/// <param name="Requests">That the simulator was asked.</param>
/// <param name="FailedRequests">Of these, answered with anything but 200.</param>
/// <param name="Kills">Pieces of work that were killed.</param>
public sealed record TrialOutcome(IReadOnlyList<string> Failures, long Hours, long Versions, long Requests, long FailedRequests, int Kills);

/// <summary>
/// An account that lives through some days while everything that can fail does: two nodes take turns, in an order and with faults that a
/// seed draws, and are killed between any two statements. Whatever happened, every hour must then be published and equal the truth.
/// </summary>
public sealed class StatisticsTrial
{
    private const int Step = 6;
    private const int MostRounds = 150;

    private static readonly Func<SliceBudget, IRequest<SliceOutcome>>[] Jobs =
    [
        budget => new SyncUsers(budget),
        budget => new SyncTickets(budget),
        budget => new SyncEvents(budget),
        budget => new OverlapTickets(budget),
        budget => new RereadTickets(budget),
        budget => new ReadAudits(budget),
        budget => new PublishStatistics(budget),
    ];

    private readonly Random _random;
    private readonly string _database;
    private readonly SimulatorServer _zendesk;
    private readonly PlatformNode[] _nodes = new PlatformNode[2];
    private int _kills;

    private StatisticsTrial(int seed, string database, SimulatorServer zendesk) =>
        (_random, _database, _zendesk) = (new Random(seed), database, zendesk);

    /// <summary>Runs the trial of a seed on a database of its own.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="days">That the account lives.</param>
    /// <param name="connectionString">Of an empty database with the schema.</param>
    public static async Task<TrialOutcome> RunAsync(int seed, int days, string connectionString)
    {
        // Some autumn evening, so that the night of the clock change is among the nights.
        var start = new DateTimeOffset(2026, 10, 22, 18, 0, 0, TimeSpan.Zero).AddMinutes(seed % 1_440);
        await using var zendesk = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Users = 15,
                Tickets = 0,
                Seed = seed,
                RateLimits = false,
                TimeProvider = new AdjustableTime(start),
            }
        );
        var trial = new StatisticsTrial(seed, connectionString, zendesk);
        try
        {
            return await trial.RunAsync(days);
        }
        finally
        {
            foreach (var node in trial._nodes)
                await node.DisposeAsync();
        }
    }

    private async Task<TrialOutcome> RunAsync(int days)
    {
        for (var node = 0; node < _nodes.Length; node++)
            _nodes[node] = NewNode();
        for (var hour = 0; hour < days * 24; hour += Step)
        {
            await SeeRolesAsync();
            _zendesk.Live(Step, changesPerHour: 12, seed: _random.Next());
            await SeeRolesAsync();
            _zendesk.Faults = DrawFaults();
            for (var rounds = _random.Next(1, 4); rounds > 0; rounds--)
                await RoundAsync(mayKill: true);
        }
        _zendesk.Faults = new FaultSettings();
        var failures = await ComeToRestAsync() ? [] : new List<string> { await OpenHoursAsync() };
        failures.AddRange(await FigureComparison.DifferencesAsync(_database, _zendesk.BaseAddress));
        failures.AddRange(await AgentComparison.DifferencesAsync(_nodes[0], _database, _zendesk.BaseAddress));
        failures.AddRange(await CertificateCheck.FailuresAsync(_database));
        failures.AddRange(await CursorChain.BreaksAsync(_database));
        failures.AddRange(await FactComparison.DifferencesAsync(_database, _zendesk.World));
        return new TrialOutcome(
            failures,
            await NumberAsync("select count(*) from statistics_hours where state = 'final'"),
            await NumberAsync("select count(*) from statistics_hours where state = 'restated'"),
            _zendesk.Log.Count,
            _zendesk.Log.Count(request => request.Status != 200),
            _kills
        );
    }

    /// <summary>
    /// Reads the users without faults: Zendesk tells only the present role, so what nobody read between two changes of it nobody can know.
    /// </summary>
    private async Task SeeRolesAsync()
    {
        _zendesk.Faults = new FaultSettings();
        _zendesk.Clock.Advance(TimeSpan.FromMinutes(2));
        await RunAsync(_nodes[0], budget => new SyncUsers(budget));
    }

    /// <summary>Runs every job once, in any order, each on any node; some are killed.</summary>
    private async Task RoundAsync(bool mayKill)
    {
        _zendesk.Clock.Advance(TimeSpan.FromSeconds(_random.Next(30, 400)));
        var jobs = Jobs.ToArray();
        _random.Shuffle(jobs);
        foreach (var job in jobs)
        {
            var node = _random.Next(_nodes.Length);
            var statements = mayKill && _random.Next(4) == 0 ? _random.Next(1, 60) : int.MaxValue;
            if (await StatementKill.SurvivesAsync(() => RunAsync(_nodes[node], job), statements))
                continue;
            _kills++;
            await _nodes[node].DisposeAsync();
            _nodes[node] = NewNode();
        }
    }

    private static async Task RunAsync(PlatformNode node, Func<SliceBudget, IRequest<SliceOutcome>> job)
    {
        for (var slices = 0; slices < 50; slices++)
            if (await node.SendAsync(job(new SliceBudget(TimeProvider.System))) is { Problem: not null } or { MoreIsWaiting: false })
                return;
    }

    /// <summary>Without faults, lets jobs run until every hour that has ended is published; false where that does not happen.</summary>
    private async Task<bool> ComeToRestAsync()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            await RoundAsync(mayKill: false);
            // One more overlap pass than late rows need, so that nothing is on its way any more.
            if (round > 8 && await NumberAsync(OpenHours) == 0 && await NumberAsync("select count(*) from statistics_changes") == 0)
                return true;
        }
        return false;
    }

    private FaultSettings DrawFaults()
    {
        var rate = _random.Next(3) switch
        {
            0 => 0.02,
            1 => 0.1,
            _ => 0.3,
        };
        return new FaultSettings
        {
            Seed = _random.Next(),
            ErrorRate = rate,
            RateLimitRate = _random.NextDouble() * 0.05,
            ResetRate = _random.NextDouble() * 0.1,
            TruncateRate = _random.NextDouble() * 0.1,
            RepeatRate = _random.NextDouble() * 0.5,
            LateSeconds = _random.Next(3) == 0 ? _random.Next(1, 600) : 0,
            Down = _random.Next(6) == 0,
            ExpireCursors = _random.Next(6) == 0,
        };
    }

    private PlatformNode NewNode() => new(_database, _zendesk.BaseAddress, _zendesk.Clock, patient: false);

    private const string OpenHours = """
        select count(*) from generate_series(1, 1)
        where exists (select from statistics_hours where state = 'open') or not exists (select from statistics_hours)
        """;

    private async Task<string> OpenHoursAsync()
    {
        await using var database = NpgsqlDataSource.Create(_database);
        await using var command = database.CreateCommand(
            "select 'still open: ' || count(*) || ' hours; ' || coalesce(string_agg(distinct reason, ' / '), '') from statistics_hours where state = 'open'"
        );
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task<long> NumberAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_database);
        await using var command = database.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
