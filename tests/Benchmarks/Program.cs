using System.Net.Sockets;
using Npgsql;
using TicketPlatform.Benchmarks.Alerts;
using TicketPlatform.Benchmarks.Floor;
using TicketPlatform.Benchmarks.Ingest;
using TicketPlatform.Benchmarks.Read;
using TicketPlatform.Benchmarks.Statistics;
using TicketPlatform.Benchmarks.Streams;
using TicketPlatform.Benchmarks.Webhooks;
using TicketPlatform.Dev;
using TicketPlatform.Infrastructure;
using TicketPlatform.Testing;

using var stop = new StopSignal();
try
{
    var rest = args.Skip(1).ToArray();
    return args.FirstOrDefault() switch
    {
        "read" => await ReadBenchmark.ExecuteAsync(rest, stop.Token),
        "ingest" => await IngestBenchmark.ExecuteAsync(rest, stop.Token),
        "webhooks" => await WebhookBenchmark.ExecuteAsync(rest, stop.Token),
        "streams" => await StreamBenchmark.ExecuteAsync(rest, stop.Token),
        "alerts" => await AlertBenchmark.ExecuteAsync(rest, stop.Token),
        "statistics" => await StatisticsBenchmark.ExecuteAsync(rest, stop.Token),
        "floor" => await FloorProgram.ExecuteAsync(rest, stop.Token),
        null => throw CommandFailedException.Refuse("which one? read, ingest, webhooks, streams, alerts or statistics"),
        var unknown => throw CommandFailedException.Refuse(
            $"there is no benchmark {unknown}; read, ingest, webhooks, streams, alerts and statistics exist"
        ),
    };
}
catch (CommandFailedException failure)
{
    await Console.Error.WriteLineAsync($"bench: {failure.Message}");
    return failure.ExitCode;
}
catch (Exception failure) when (IsExplained(failure))
{
    await Console.Error.WriteLineAsync($"bench: {failure.Message}");
    return 1;
}
catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
{
    await Console.Error.WriteLineAsync("bench: stopped before the end; nothing was written");
    return 130;
}

// Their own message says what is wrong.
static bool IsExplained(Exception failure) =>
    failure
        is PostgresUnavailableException
            or StartupException
            or TimeoutException
            or NpgsqlException
            or SocketException
            or HttpRequestException;
