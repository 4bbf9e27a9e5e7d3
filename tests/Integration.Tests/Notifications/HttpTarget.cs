using System.Collections.Concurrent;
using System.Threading.Channels;

namespace TicketPlatform.Integration.Tests.Notifications;

/// <summary>What a target was posted.</summary>
internal sealed record Post(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers["webhook-id"];
}

/// <summary>A real HTTP server on loopback that takes messages, and behaves as a test says.</summary>
internal sealed class HttpTarget : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Post> _posts = new();
    private readonly ConcurrentQueue<Post> _accepted = new();
    private readonly Channel<Post> _arrivals = Channel.CreateUnbounded<Post>();

    private HttpTarget(WebApplication app) => _app = app;

    public Uri Address => new(new Uri(_app.Urls.Single()), "/secret-path");

    public RequestDelegate Behaviour { get; set; } = Zendesk.Answer.Status(200);

    /// <summary>Everything that arrived.</summary>
    public IReadOnlyList<Post> Posts => [.. _posts];

    /// <summary>What was answered with success.</summary>
    public IReadOnlyList<Post> Accepted => [.. _accepted];

    public static async Task<HttpTarget> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.Zero);
        var target = new HttpTarget(builder.Build());
        target._app.Run(target.AnswerAsync);
        await target._app.StartAsync();
        return target;
    }

    /// <summary>The next post that nobody has asked for yet, as soon as it has arrived.</summary>
    public async Task<Post> ArrivalAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _arrivals.Reader.ReadAsync(limit.Token);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        var post = new Post(context.Request.Path, headers, body.ToArray());
        _posts.Enqueue(post);
        _arrivals.Writer.TryWrite(post);
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode < 300 && !context.RequestAborted.IsCancellationRequested)
                _accepted.Enqueue(post);
            return Task.CompletedTask;
        });
        await Behaviour(context);
    }
}
