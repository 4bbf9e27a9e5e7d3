using System.Diagnostics;
using MediatR;
using Npgsql;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Benchmarks.Measuring;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Testing;

namespace TicketPlatform.Benchmarks.Alerts;

/// <summary>A platform with users who have a few tickets each, some of them open.</summary>
internal sealed class AlertAccount : IAsyncDisposable
{
    public const int TicketsPerUser = 5;

    /// <summary>In percent: one user in sixty has more open tickets than the limit.</summary>
    public const int Open = 25;

    private const string Users = """
        insert into users (id, email, created_at, search_due)
        select gen_random_uuid(), 'user' || n || '@example.com', now(), false from generate_series(1, $1) n
        """;

    // One requester for each user.
    private const string Requesters = """
        insert into zendesk_users (id, name, role, is_active, user_id)
        select row_number() over (order by id), 'A user', 'end-user', true, id from users
        """;

    private readonly ServiceProvider _node;
    private readonly NpgsqlDataSource _database;
    private readonly TicketContent[] _tickets;

    private AlertAccount(ServiceProvider node, NpgsqlDataSource database, TicketContent[] tickets) =>
        (_node, _database, _tickets) = (node, database, tickets);

    /// <summary>How many of the drawn changes opened or solved a ticket.</summary>
    public int Turned { get; private set; }

    public static async Task<AlertAccount> CreateAsync(
        BenchmarkCluster cluster,
        string name,
        int users,
        Action<IServiceCollection>? change,
        CancellationToken cancellationToken
    )
    {
        Console.WriteLine($"Filling the account {name} alerts with {users * TicketsPerUser:N0} tickets ...");
        var connectionString = await cluster.CreateDatabaseAsync(name, cancellationToken);
        var database = NpgsqlDataSource.Create(connectionString + ";Command Timeout=0");
        foreach (var sql in (string[])[Users, Requesters])
        {
            await using var command = database.CreateCommand(sql);
            if (sql == Users)
                command.Parameters.Add(new NpgsqlParameter { Value = users });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        var node = PlatformServices.Build(connectionString, zendesk: null, TimeProvider.System, change: change);
        var random = new Random(1);
        var tickets = new TicketContent[users * TicketsPerUser];
        for (var ticket = 0; ticket < tickets.Length; ticket++)
            tickets[ticket] = Observed.Printer with { RequesterId = 1 + (ticket / TicketsPerUser), Status = DrawStatus(random) };
        var account = new AlertAccount(node, database, tickets);
        foreach (var some in Enumerable.Range(0, tickets.Length).Chunk(1_000))
            await account.SendAsync(
                new ApplyTicketObservations([.. some.Select(ticket => Observed.Export(1 + ticket, tickets[ticket]))], FillsMirror: true),
                cancellationToken
            );
        await account.AnalyzeAsync(cancellationToken);
        return account;
    }

    /// <summary>What autovacuum does where an account lives longer than a benchmark.</summary>
    public async Task AnalyzeAsync(CancellationToken cancellationToken)
    {
        await using var vacuum = _database.CreateCommand("vacuum analyze");
        await vacuum.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Changes of as many tickets; the status of a share (percent) of them is drawn anew.</summary>
    public IReadOnlyList<TicketObservation> Draw(Random random, int count, int share)
    {
        var changes = new Dictionary<int, TicketObservation>(count);
        while (changes.Count < count)
        {
            var ticket = random.Next(_tickets.Length);
            if (changes.ContainsKey(ticket))
                continue;
            var former = _tickets[ticket];
            _tickets[ticket] = former with
            {
                Subject = $"Help, printer {random.Next()} is on fire!",
                Status = random.Next(100) < share ? DrawStatus(random) : former.Status,
                UpdatedAt = former.UpdatedAt.AddSeconds(1),
            };
            Turned += _tickets[ticket].Status == former.Status ? 0 : 1;
            changes.Add(ticket, Observed.Export(1 + ticket, _tickets[ticket]));
        }
        return [.. changes.Values];
    }

    /// <summary>Applies changes as those of a page are; answers how long that took.</summary>
    public async Task<TimeSpan> ApplyAsync(IReadOnlyList<TicketObservation> changes, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await SendAsync(new ApplyTicketObservations(changes), cancellationToken);
        return Stopwatch.GetElapsedTime(started);
    }

    public async Task<long> CountEpisodesAsync(CancellationToken cancellationToken)
    {
        await using var count = _database.CreateCommand("select count(*) from alerts");
        return (long)(await count.ExecuteScalarAsync(cancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static TicketStatus DrawStatus(Random random) => random.Next(100) < Open ? TicketStatus.Open : TicketStatus.Solved;

    private async Task SendAsync(ApplyTicketObservations command, CancellationToken cancellationToken)
    {
        await using var scope = _node.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command, cancellationToken);
    }
}
