using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;
using TicketPlatform.Benchmarks.Load;
using TicketPlatform.Benchmarks.Measuring;
using TicketPlatform.Benchmarks.Report;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Streams;

/// <summary><c>./dev bench streams</c>: what many idle live streams cost one node, and how soon all of them are told of a change.</summary>
internal static class StreamBenchmark
{
    private const double MemoryTarget = 150e6;
    private static readonly Uri Nowhere = new("http://127.0.0.1:9");
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    public static async Task<int> ExecuteAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var options = CommandOptions.Parse("bench streams", arguments, ["--streams"], []).WithoutRest();
        var streams = options.Number("--streams", 1, 9_000) ?? 2_000;
        Console.WriteLine("Starting PostgreSQL ...");
        await using var cluster = await BenchmarkCluster.StartAsync(cancellationToken);
        var connectionString = await cluster.CreateDatabaseAsync("streams", cancellationToken);
        var users = Enumerable.Range(0, streams).Select(_ => Guid.NewGuid()).ToList();
        await using var database = NpgsqlDataSource.Create(connectionString);
        await AddAsync(database, users, cancellationToken);
        var requests = RequestBook.Write(users);
        var program = BenchmarkPrograms.Product("api", connectionString, requests.SigningKey, Nowhere);
        await using var product = await MeasuredProcess.StartAsync(program, "/health/live", cancellationToken);

        // One stream first, so that what only the first one loads is not counted for all.
        using var first = await OpenAsync(product.Address, requests, 0, cancellationToken);
        await Task.Delay(Settling, cancellationToken);
        var (memoryBefore, sessionsBefore) = (product.WorkingSet, await SessionsAsync(database, cancellationToken));
        Console.WriteLine($"Opening {streams:N0} streams ...");
        var open = new List<Socket>();
        try
        {
            for (var user = 1; user < streams; user++)
                open.Add(await OpenAsync(product.Address, requests, user, cancellationToken));
            await Task.Delay(Settling, cancellationToken);
            var (memory, sessions) = (product.WorkingSet, await SessionsAsync(database, cancellationToken));
            var told = await TellAllAsync(database, [first, .. open], cancellationToken);
            BenchmarkDocument.Write(
                "Streams",
                Report(streams, memoryBefore, memory, sessions - sessionsBefore, sessions, told, cluster.Version)
            );
        }
        finally
        {
            open.ForEach(socket => socket.Dispose());
        }
        return 0;
    }

    private static string Report(int streams, long before, long after, long added, long sessions, TimeSpan told, string postgres) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            `./dev bench streams` on {MachineFacts.Describe(postgres)}.

            {streams:N0} users each follow their list on one node with `Roles=api`, and nothing happens. The node holds {before
                / 1e6:N0} MB with one stream and
            {after / 1e6:N0} MB with all: {(after - before) / 1e6:N0} MB more, {(after - before)
                / 1e3
                / (streams - 1):N1} kB a stream; target under {MemoryTarget / 1e6:N0} MB: {Met(after - before < MemoryTarget)}.
            It has {sessions} database sessions, {added} more than with one stream: one of them listens for all.

            One statement that changes every list is told to the last stream {told.TotalMilliseconds:N0} ms after its commit began.
            """
        );

    private static string Met(bool met) => met ? "met" : "**missed**";

    private static async Task AddAsync(NpgsqlDataSource database, List<Guid> users, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            with added as (
                insert into users (id, email, created_at, search_due)
                select id, id || '@example.com', now(), false from unnest($1::uuid[]) as person (id) returning id)
            insert into tickets (zendesk_id, user_id, requester_id, subject, description, status, created_at, updated_at,
                is_public, is_merged_away, version, source, observed_at, reread_due, fence)
            select row_number() over (), id, 1, 'Printer', 'It burns.', 'open', now(), now(), true, false, 1, 2, now(), false, 1 from added
            """
        );
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. users] });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<Socket> OpenAsync(Uri product, RequestBook requests, int user, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Parse(product.Host), product.Port, cancellationToken);
        var request = Encoding.ASCII.GetBytes(
            $"GET /api/tickets/user/{requests.Users[user]}/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {requests.Token(user)}\r\n\r\n"
        );
        await socket.SendAsync(request, cancellationToken);
        await ReadAsync(socket, "event: ready", cancellationToken);
        return socket;
    }

    private static async Task ReadAsync(Socket socket, string text, CancellationToken cancellationToken)
    {
        var (received, buffer) = (new StringBuilder(), new byte[4_096]);
        while (!received.ToString().Contains(text, StringComparison.Ordinal))
        {
            var count = await socket.ReceiveAsync(buffer, cancellationToken);
            if (count == 0)
                throw new CommandFailedException($"a stream ended before it said {text}: {received}");
            received.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
    }

    private static async Task<long> SessionsAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select count(*) from pg_stat_activity where datname = current_database() and application_name like 'TicketPlatform%'"
        );
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<TimeSpan> TellAllAsync(
        NpgsqlDataSource database,
        IReadOnlyList<Socket> streams,
        CancellationToken cancellationToken
    )
    {
        var waiting = streams.Select(stream => ReadAsync(stream, "event: ticket", cancellationToken)).ToList();
        var started = Stopwatch.GetTimestamp();
        await using var command = database.CreateCommand(
            "insert into outbox (user_id, zendesk_id, created_at) select user_id, zendesk_id, now() from tickets; select pg_notify('outbox', '')"
        );
        await command.ExecuteNonQueryAsync(cancellationToken);
        await Task.WhenAll(waiting);
        return Stopwatch.GetElapsedTime(started);
    }
}
