using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using TicketPlatform.Benchmarks.Measuring;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Ingest;

/// <summary>What walking an export alone gave.</summary>
internal sealed record ExportWalked(int Pages, long Bytes, TimeSpan Elapsed);

/// <summary>Walks a cursor export as fast as the simulator answers, and looks at no more of a page than its last lines.</summary>
internal sealed class ExportWalk(HttpClient http)
{
    public const string Tickets = "/api/v2/incremental/tickets/cursor?per_page=1000&include=metric_sets&support_type_scope=all";
    public const string Users = "/api/v2/incremental/users/cursor?per_page=1000";

    public static HttpClient Client(Uri simulator)
    {
        var credentials = $"{BenchmarkPrograms.SimulatorEmail}/token:{BenchmarkPrograms.SimulatorToken}";
        var http = new HttpClient { BaseAddress = simulator };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))
        );
        return http;
    }

    /// <summary>Walks to the end of the stream.</summary>
    /// <param name="export">Its address without a position.</param>
    /// <param name="see">Is given every page; null where only the time counts.</param>
    /// <param name="cancellationToken">Stops between two pages.</param>
    public async Task<ExportWalked> RunAsync(string export, Action<byte[]>? see, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var (pages, bytes) = (0, 0L);
        for (var position = "start_time=0"; ; pages++)
        {
            var page = await http.GetByteArrayAsync(new Uri($"{export}&{position}", UriKind.Relative), cancellationToken);
            see?.Invoke(page);
            bytes += page.Length;
            if (After(page, "\"end_of_stream\":"u8).StartsWith("true"u8))
                return new(pages + 1, bytes, Stopwatch.GetElapsedTime(started));
            var cursor = After(page, "\"after_cursor\":\""u8);
            position = $"cursor={Uri.EscapeDataString(Encoding.ASCII.GetString(cursor[..cursor.IndexOf((byte)'"')]))}";
        }
    }

    // The envelope follows the rows, so the last one of that name is meant.
    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> page, ReadOnlySpan<byte> name)
    {
        var at = page.LastIndexOf(name);
        return at >= 0
            ? page[(at + name.Length)..]
            : throw new CommandFailedException($"a page of the export lacks {Encoding.ASCII.GetString(name)}");
    }
}
