using System.Net.Sockets;
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
public sealed class SeededRun : IAsyncDisposable
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
    private readonly PassingTime _time;
    private readonly IReadOnlyList<Job> _jobs;
    private readonly RunDatabase _database;
    private readonly SimulatorServer _zendesk;
    private readonly List<Node> _nodes;
    private readonly RunRecord _record;

    private SeededRun(RunPlan plan, RunDatabase database, SimulatorServer zendesk, PassingTime time)
    {
        (_plan, _database, _zendesk, _time) = (plan, database, zendesk, time);
        _random = new Random(plan.Seed);
        _record = new RunRecord(database.ConnectionString, zendesk, Start);
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
            _zendesk.Faults = stage.Faults;
            var restartAt = _plan.RestartsDatabase ? _random.Next(stage.Steps * 3) : -1;
            for (var step = 0; step < stage.Steps; step++)
            {
                if (number > 0 && step % stage.StepsAnHour == 0)
                    LiveTowardsTheStroke(stage);
                await StepAsync(livesOn: number > 0, restartsDatabase: step == restartAt, cancellationToken);
            }
            if (!stage.Faults.Down)
                await ReadUsersAsync(cancellationToken);
            await _record.TellAsync($"stage {number}: {stage}", cancellationToken);
        }
        _zendesk.Faults = new FaultSettings();
        // Once more after each of the passes over the recent past, whatever it brings.
        foreach (var minutes in (int[])[0, 6, 61])
        {
            _time.Advance(TimeSpan.FromMinutes(minutes));
            if (await SettleAsync(cancellationToken) is { } open)
                return await _record.ReportAsync([open], cancellationToken);
            await _record.TellAsync("settled", cancellationToken);
        }
        var verification = new Verification(_database.ConnectionString, _zendesk, _nodes[0]);
        return await _record.ReportAsync(await verification.DifferencesAsync(_random, cancellationToken), cancellationToken);
    }

    /// <summary>Up to a few minutes before the next hour ends that was not lived towards yet, so that it ends while the nodes work.</summary>
    private void LiveTowardsTheStroke(Stage stage)
    {
        const int Before = 400;
        var now = _zendesk.Clock.GetUtcNow();
        // So shortly before one, it is the one that was lived towards last.
        var hour = now.AddSeconds(Before);
        var stroke = new DateTimeOffset(hour.Year, hour.Month, hour.Day, hour.Hour, 0, 0, TimeSpan.Zero).AddHours(1);
        var span = stroke - TimeSpan.FromSeconds(_random.Next(10, Before)) - now;
        _record.Lived(_zendesk.Live(span, (int)(span.TotalHours * stage.Changes), _random.Next()).To);
    }

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
            _record.Restarts++;
        }
        await Task.WhenAll(works);
        foreach (var dead in _nodes.Where(each => each.IsDead))
        {
            _record.Kills++;
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
            _record.Surprise($"{job.Name} failed: {failure}");
            return new SliceOutcome(0, Problem: failure.Message);
        }
    }

    // Connections that a restart has ended are found one after the other, by who takes them from the pool.
    private bool IsLost(Exception failure) =>
        _record.Restarts > 0
        && (failure is NpgsqlException or IOException or SocketException || (failure.InnerException is { } inner && IsLost(inner)));

    /// <summary>Roles are known only as they are at present, so somebody must look now and then.</summary>
    private async Task ReadUsersAsync(CancellationToken cancellationToken)
    {
        var users = _jobs.Single(job => job.Name == "sync-users");
        string? problem = null;
        for (var tries = 0; tries < MostRounds; tries++)
        {
            _time.Advance(TimeSpan.FromSeconds(40));
            var outcome = await SliceAsync(_nodes[0], users, mayFail: false, cancellationToken);
            if (_nodes[0].IsDead)
                _nodes[0].Restart();
            var isRead = await _record.ScalarAsync(
                $"select drained_since > to_timestamp({_zendesk.Clock.Seconds - 120}) from sync_streams where name = 'users'",
                cancellationToken
            );
            if (outcome.Problem is null && isRead is true)
                return;
            problem = outcome.Problem ?? problem;
        }
        _record.Surprise($"The users could not be read. {problem}");
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
            if (isCalm && await _record.ScalarAsync(IsSettled, cancellationToken) is true)
                return null;
        }
        return $"hours stayed open: {await _record.ScalarAsync("select string_agg(distinct reason, '; ') from statistics_hours where state = 'open'", cancellationToken)}";
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
}
