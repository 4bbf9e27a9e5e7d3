using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Reconciliation;
using TicketPlatform.Infrastructure.Jobs;
using TicketPlatform.ZendeskSimulator.Faults;
using TicketPlatform.ZendeskSimulator.Hosting;

namespace TicketPlatform.Soak;

/// <summary>
/// A month of a small account, and then some hours in which everything goes wrong at once. Nothing waits in real time, and everything is drawn
/// from the seed, except how the statements of jobs that run at once fall among each other.
/// </summary>
public sealed partial class SeededRun : IAsyncDisposable
{
    private const int MostRounds = 250;
    private const int MostSlices = 60;

    private static readonly DateTimeOffset Start = new(2026, 3, 30, 9, 17, 0, TimeSpan.Zero);

    // The jobs that statistics live on come up more often.
    private static readonly Dictionary<string, int> Weights = new()
    {
        ["sync-tickets"] = 4,
        ["sync-users"] = 2,
        ["sync-events"] = 4,
        ["read-audits"] = 3,
        ["publish-statistics"] = 5,
    };

    private readonly RunPlan _plan;
    private readonly Random _random;
    private readonly PassingTime _time = new(Start);
    private readonly List<string> _surprises = [];
    private readonly IReadOnlyList<Job> _jobs;
    private readonly RunDatabase _database;
    private readonly SimulatorServer _zendesk;
    private readonly List<Node> _nodes;
    private readonly List<DateTimeOffset> _lived = [];
    private readonly List<string> _story = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _kills;
    private int _restarts;

    private SeededRun(RunPlan plan, RunDatabase database, SimulatorServer zendesk, PassingTime time)
    {
        (_plan, _database, _zendesk, _time) = (plan, database, zendesk, time);
        _random = new Random(plan.Seed);
        _nodes = [.. Enumerable.Range(0, plan.Nodes).Select(_ => new Node(database.ConnectionString, zendesk.BaseAddress, zendesk.Clock))];
        var dice = new Random(plan.Seed);
        _jobs =
        [
            .. JobCatalogue.All.Select(job =>
                job.Name == "reconcile-tickets" ? job with { Command = budget => new ReconcileTickets(budget, dice) } : job
            ),
        ];
    }

    /// <summary>Runs a seed from its beginning to its end, and compares what was published with the truth.</summary>
    public static async Task<RunReport> RunAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var time = new PassingTime(Start);
        await using var database = await RunDatabase.CreateAsync(plan.RestartsDatabase, cancellationToken);
        await using var zendesk = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Users = plan.Users,
                Tickets = plan.Tickets,
                Days = plan.Days,
                Seed = plan.Seed,
                RateLimits = false,
                TimeProvider = time,
            },
            cancellationToken
        );
        await using var run = new SeededRun(plan, database, zendesk, time);
        return await run.RunAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }

    private async Task<RunReport> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var (number, stage) in _plan.Stages.Index())
        {
            if (number > 0)
                LiveTowardsTheStroke(stage);
            _zendesk.Faults = stage.Faults;
            var restartAt = _plan.RestartsDatabase ? _random.Next(stage.Steps * 3) : -1;
            for (var step = 0; step < stage.Steps; step++)
                await StepAsync(livesOn: number > 0, restartsDatabase: step == restartAt, cancellationToken);
            if (!stage.Faults.Down)
                await ReadUsersAsync(cancellationToken);
            await TellAsync($"stage {number}: {stage}", cancellationToken);
        }
        _zendesk.Faults = new FaultSettings();
        // Once more after each of the passes over the recent past, whatever it brings.
        foreach (var minutes in (int[])[0, 6, 61])
        {
            _time.Advance(TimeSpan.FromMinutes(minutes));
            if (await SettleAsync(cancellationToken) is { } open)
                return await ReportAsync([open], cancellationToken);
            await TellAsync("settled", cancellationToken);
        }
        return await ReportAsync([], cancellationToken);
    }

    /// <summary>Up to a few minutes before an hour ends, so that it ends while the nodes work.</summary>
    private void LiveTowardsTheStroke(Stage stage)
    {
        var now = _zendesk.Clock.GetUtcNow();
        var stroke = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddHours(1 + stage.Hours);
        var span = stroke - TimeSpan.FromSeconds(_random.Next(10, 400)) - now;
        _lived.Add(_zendesk.Live(span, (int)(span.TotalHours * stage.Changes), _random.Next()).To);
    }

    /// <summary>Notes how things stand, for who looks for the cause of a difference.</summary>
    private async Task TellAsync(string what, CancellationToken cancellationToken) =>
        _story.Add(
            $"{_zendesk.Clock.GetUtcNow():HH:mm:ss} ({_watch.Elapsed.TotalSeconds:0.0} s) {what}: "
                + await ScalarAsync(
                    "select string_agg(state || ' ' || n, ', ' order by state) || coalesce('; ' || max(reason), '') from (select state, count(*) as n, max(reason) as reason from statistics_hours group by state) each",
                    cancellationToken
                )
        );

    private async Task StepAsync(bool livesOn, bool restartsDatabase, CancellationToken cancellationToken)
    {
        // People go on while the jobs run, once everybody's role is known: which it was before the first reading, nobody can tell.
        var (pause, changes) = (_random.Next(3, 20), livesOn ? Math.Max(0, _random.Next(-1, 2)) : 0);
        _zendesk.Live(TimeSpan.FromSeconds(pause), changes, _random.Next());
        var node = _nodes[_random.Next(_nodes.Count)];
        if (_plan.Kills && _random.Next(12) == 0)
            node.KillAfter(_random.Next(1, 80), isRead: _random.Next(2) == 0);
        var works = new List<Task> { SliceAsync(node, Draw(), restartsDatabase, cancellationToken) };
        var isCrowded = _random.Next(5) == 0;
        if (isCrowded && _nodes.Count > 1)
            works.Add(SliceAsync(_nodes.Single(other => other != node), Draw(), restartsDatabase, cancellationToken));
        if (restartsDatabase)
        {
            works.Add(_database.RestartAsync(cancellationToken));
            _restarts++;
        }
        await Task.WhenAll(works);
        foreach (var dead in _nodes.Where(each => each.IsDead))
        {
            _kills++;
            dead.Restart();
        }
    }

    private Job Draw()
    {
        var draw = _random.Next(_jobs.Sum(WeightOf));
        return _jobs.First(job => (draw -= WeightOf(job)) < 0);
    }

    private static int WeightOf(Job job) => Weights.GetValueOrDefault(job.Name, 1);

    private async Task<SliceOutcome> SliceAsync(Node node, Job job, bool mayFail, CancellationToken cancellationToken)
    {
        try
        {
            return await node.RunAsync(job, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new SliceOutcome(0, Problem: "Another node had the lease.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException && (mayFail || node.IsDead || IsLost(failure)))
        {
            return new SliceOutcome(0, Problem: failure.Message);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _surprises.Add($"{job.Name} failed: {failure}");
            return new SliceOutcome(0, Problem: failure.Message);
        }
    }

    // Connections that a restart has ended are found one after the other, by who takes them from the pool.
    private bool IsLost(Exception failure) =>
        _restarts > 0
        && (failure is NpgsqlException or IOException or SocketException || (failure.InnerException is { } inner && IsLost(inner)));

    /// <summary>Roles are known only as they are at present, so somebody must look now and then.</summary>
    private async Task ReadUsersAsync(CancellationToken cancellationToken)
    {
        var users = _jobs.Single(job => job.Name == "sync-users");
        for (var tries = 0; tries < MostRounds; tries++)
        {
            _time.Advance(TimeSpan.FromSeconds(40));
            var outcome = await SliceAsync(_nodes[0], users, mayFail: false, cancellationToken);
            if (_nodes[0].IsDead)
                _nodes[0].Restart();
            var isRead = await ScalarAsync(
                $"select drained_since > to_timestamp({_zendesk.Clock.Seconds - 120}) from sync_streams where name = 'users'",
                cancellationToken
            );
            if (outcome.Problem is null && isRead is true)
                return;
        }
        _surprises.Add("The users could not be read.");
    }

    /// <summary>Lets everything work until nothing is left to do; answers what stays open.</summary>
    private async Task<string?> SettleAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            _time.Advance(TimeSpan.FromSeconds(35));
            var isCalm = true;
            foreach (var job in _jobs)
                isCalm &= await ExhaustAsync(_nodes[round % _nodes.Count], job, cancellationToken);
            if (isCalm && await ScalarAsync(IsSettled, cancellationToken) is true)
                return null;
        }
        return $"hours stayed open: {await ScalarAsync("select string_agg(distinct reason, '; ') from statistics_hours where state = 'open'", cancellationToken)}";
    }

    private const string IsSettled = """
        select not exists (select from statistics_hours where state = 'open')
            and not exists (select from statistics_changes)
            and not exists (select from ticket_audit_reads where due_at is not null)
            and (select bool_and(drained_since is not null) from sync_streams where name in ('tickets', 'users', 'events'))
        """;

    private async Task<bool> ExhaustAsync(Node node, Job job, CancellationToken cancellationToken)
    {
        for (var slices = 0; slices < MostSlices; slices++)
        {
            var outcome = await SliceAsync(node, job, mayFail: false, cancellationToken);
            if (node.IsDead)
                node.Restart();
            if (outcome.Problem is not null)
                return false;
            if (!outcome.MoreIsWaiting)
                return true;
        }
        return false;
    }

    private async Task<RunReport> ReportAsync(IReadOnlyList<string> open, CancellationToken cancellationToken)
    {
        var verification = new Verification(_database.ConnectionString, _zendesk, _nodes[0]);
        var differences = open.Count > 0 ? open : await verification.DifferencesAsync(_random, cancellationToken);
        var (requests, failures) = await RequestsAsync(cancellationToken);
        return new RunReport(
            [.. _surprises, .. differences],
            (int)(long)(await ScalarAsync("select count(*) from statistics_hours where state = 'final'", cancellationToken))!,
            requests,
            failures,
            _kills,
            _restarts,
            (long)(await ScalarAsync("select count(*) from statistics_hours where state = 'restated'", cancellationToken))!,
            await DelayAsync(cancellationToken)
        )
        {
            Story = [.. _story, .. PastOf(differences), $"verified after {_watch.Elapsed.TotalSeconds:0.0} s"],
        };
    }

    /// <summary>What happened to the tickets that differ, as the account has it.</summary>
    private IEnumerable<string> PastOf(IReadOnlyList<string> differences)
    {
        var tickets = differences
            .SelectMany(line => TicketIds().Matches(line))
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            .ToHashSet();
        return from happened in _zendesk.World.Events
            where tickets.Contains(happened.Ticket)
            let at = DateTimeOffset.FromUnixTimeSeconds(happened.At)
            let names = $"{_zendesk.World.Names[happened.From]}({happened.From}) > {_zendesk.World.Names[happened.To]}({happened.To})"
            select $"    {happened.Ticket} {at:u} by {happened.Actor} {happened.Field} {names} {(happened.StartsAudit ? "*" : "")}";
    }

    [GeneratedRegex(@"ticket (\d+)")]
    private static partial Regex TicketIds();

    private async Task<(int Requests, int Failures)> RequestsAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = _zendesk.BaseAddress };
        await using var answer = await http.GetStreamAsync("/_simulator/log/summary", cancellationToken);
        using var summary = await JsonDocument.ParseAsync(answer, cancellationToken: cancellationToken);
        var counts = summary
            .RootElement.GetProperty("counts")
            .EnumerateArray()
            .Select(row => (Status: row.GetProperty("status").GetInt32(), Count: row.GetProperty("count").GetInt32()))
            .ToList();
        return (counts.Sum(row => row.Count), counts.Where(row => row.Status is not (200 or 404)).Sum(row => row.Count));
    }

    /// <summary>What is lived in a moment can be known only after it.</summary>
    private async Task<TimeSpan> DelayAsync(CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(_database.ConnectionString + ";Pooling=false");
        await using var command = database.CreateCommand(
            "select hour + interval '1 hour', published_at from statistics_hours where version = 1 and state <> 'open' and hour >= $1"
        );
        command.Parameters.Add(new NpgsqlParameter { Value = Start });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var delays = new List<double>();
        while (await row.ReadAsync(cancellationToken))
        {
            var (end, published) = (row.GetFieldValue<DateTimeOffset>(0), row.GetFieldValue<DateTimeOffset>(1));
            var lived = _lived.FirstOrDefault(moment => moment >= end, end);
            delays.Add((published - (lived > published ? end : lived)).TotalSeconds);
        }
        return TimeSpan.FromSeconds(delays.DefaultIfEmpty().Average());
    }

    private async Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
