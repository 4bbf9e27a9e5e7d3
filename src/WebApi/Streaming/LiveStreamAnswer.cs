using TicketPlatform.Application.Streaming;
using TicketPlatform.WebApi.Authentication;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace TicketPlatform.WebApi.Streaming;

/// <summary>Writes a stream until its client leaves, its token ends, it falls behind, or the node shuts down.</summary>
internal sealed class LiveStreamAnswer(LiveStream stream) : IResult
{
    /// <summary>Often enough for proxies to believe that the connection lives.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (stream)
        {
            var services = httpContext.RequestServices;
            var time = services.GetRequiredService<TimeProvider>();
            var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            using var token = new CancellationTokenSource(CallerToken.Remaining(httpContext, time), time);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping, token.Token);
            var writer = new EventWriter(httpContext.Response);
            try
            {
                await WriteAsync(writer, time, ending.Token);
                await writer.EndAsync("tooSlow", httpContext.RequestAborted);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                // A client who has left needs no farewell.
                if (!httpContext.RequestAborted.IsCancellationRequested)
                    await writer.EndAsync(token.IsCancellationRequested ? "tokenExpired" : "shuttingDown", httpContext.RequestAborted);
            }
        }
    }

    /// <summary>Returns when the subscription has ended by itself.</summary>
    private async Task WriteAsync(EventWriter writer, TimeProvider time, CancellationToken cancellationToken)
    {
        await writer.BeginAsync(cancellationToken);
        foreach (var told in stream.First)
            writer.Write(told);
        await writer.SendAsync(cancellationToken);

        using var heartbeat = new PeriodicTimer(Heartbeat, time);
        var beat = heartbeat.WaitForNextTickAsync(cancellationToken).AsTask();
        while (true)
        {
            var news = stream.Subscription.Events.WaitToReadAsync(cancellationToken).AsTask();
            while (await Task.WhenAny(news, beat) == beat)
            {
                await beat; // cancelled when the stream is to end
                writer.Beat();
                await writer.SendAsync(cancellationToken);
                beat = heartbeat.WaitForNextTickAsync(cancellationToken).AsTask();
            }
            if (!await news)
                return;
            while (stream.Subscription.Events.TryRead(out var told))
            {
                stream.Subscription.Taken();
                if (told.Id <= stream.Known)
                    continue;
                writer.Write(told);
                await writer.SendAsync(cancellationToken);
            }
        }
    }
}
