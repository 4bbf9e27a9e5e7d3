using System.Collections.Concurrent;

namespace TicketPlatform.Integration.Tests.Zendesk;

/// <summary>What the server was asked.</summary>
internal sealed record Question(string Path, string Query, string? Authorization, string UserAgent);

/// <summary>A real HTTP server on loopback that gives the answers of a script, in order; the last one is repeated.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Question> _questions = new();
    private readonly RequestDelegate[] _script;
    private int _next;

    private ScriptedServer(WebApplication app, RequestDelegate[] script) => (_app, _script) = (app, script);

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyList<Question> Questions => [.. _questions];

    /// <summary>Answers <c>/oauth/tokens</c>, outside the script.</summary>
    public RequestDelegate Tokens { get; set; } = Answer.Status(500);

    public static async Task<ScriptedServer> StartAsync(params RequestDelegate[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.Zero);
        var server = new ScriptedServer(builder.Build(), script);
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/oauth/tokens")
            return Tokens(context);
        var headers = context.Request.Headers;
        _questions.Enqueue(
            new Question(
                context.Request.Path,
                Uri.UnescapeDataString(context.Request.QueryString.Value!),
                headers.Authorization,
                headers.UserAgent.ToString()
            )
        );
        return _script[Math.Min(Interlocked.Increment(ref _next), _script.Length) - 1](context);
    }
}
