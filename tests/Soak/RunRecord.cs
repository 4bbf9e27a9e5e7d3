using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;
using TicketPlatform.ZendeskSimulator.Hosting;

namespace TicketPlatform.Soak;

/// <summary>What happens during a run, for its report and for who looks for the cause of a difference.</summary>
/// <param name="connectionString">Of the run's database.</param>
/// <param name="zendesk">The account.</param>
/// <param name="start">When the run begins, by the account's clock.</param>
internal sealed partial class RunRecord(string connectionString, SimulatorServer zendesk, DateTimeOffset start)
{
    private readonly List<string> _surprises = [];
    private readonly List<DateTimeOffset> _lived = [];
    private readonly List<string> _story = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Processes that were killed.</summary>
    public int Kills { get; set; }

    /// <summary>Restarts of PostgreSQL.</summary>
    public int Restarts { get; set; }

    /// <summary>Notes what must not happen whatever is broken.</summary>
    public void Surprise(string what) => _surprises.Add(what);

    /// <summary>Notes that people lived up to an instant in one moment.</summary>
    public void Lived(DateTimeOffset to) => _lived.Add(to);

    /// <summary>Notes how things stand, for who looks for the cause of a difference.</summary>
    public async Task TellAsync(string what, CancellationToken cancellationToken) =>
        _story.Add(
            $"{zendesk.Clock.GetUtcNow():HH:mm:ss} ({_watch.Elapsed.TotalSeconds:0.0} s) {what}: "
                + await ScalarAsync(
                    "select string_agg(state || ' ' || n, ', ' order by state) || coalesce('; ' || max(reason), '') from (select state, count(*) as n, max(reason) as reason from statistics_hours group by state) each",
                    cancellationToken
                )
        );

    /// <summary>What the run came to.</summary>
    public async Task<RunReport> ReportAsync(IReadOnlyList<string> differences, CancellationToken cancellationToken)
    {
        var (requests, failures) = await RequestsAsync(cancellationToken);
        return new RunReport(
            [.. _surprises, .. differences],
            (int)(long)(await ScalarAsync("select count(*) from statistics_hours where state = 'final'", cancellationToken))!,
            requests,
            failures,
            Kills,
            Restarts,
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
        return from happened in zendesk.World.Events
            where tickets.Contains(happened.Ticket)
            let at = DateTimeOffset.FromUnixTimeSeconds(happened.At)
            let names = $"{zendesk.World.Names[happened.From]}({happened.From}) > {zendesk.World.Names[happened.To]}({happened.To})"
            select $"    {happened.Ticket} {at:u} by {happened.Actor} {happened.Field} {names} {(happened.StartsAudit ? "*" : "")}";
    }

    [GeneratedRegex(@"ticket (\d+)")]
    private static partial Regex TicketIds();

    private async Task<(int Requests, int Failures)> RequestsAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = zendesk.BaseAddress };
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
        await using var database = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = database.CreateCommand(
            "select hour + interval '1 hour', published_at from statistics_hours where version = 1 and state <> 'open' and hour >= $1"
        );
        command.Parameters.Add(new NpgsqlParameter { Value = start });
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

    /// <summary>One value of the database.</summary>
    public async Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
