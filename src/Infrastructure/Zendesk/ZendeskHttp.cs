using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Zendesk;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>
/// Asks Zendesk and reads the answer. An attempt ends only when its body was read and understood, so that a cut-off
/// page or an error page in a 200 is repeated like a 500.
/// </summary>
internal sealed partial class ZendeskHttp(
    HttpClient http,
    ZendeskPipeline pipeline,
    ZendeskPatience patience,
    IRequestBudget budget,
    TimeProvider time,
    ILogger<ZendeskHttp> logger
)
{
    /// <summary>Throws <see cref="ZendeskException"/>, and <see cref="ZendeskRequestAbandonedException"/> where the caller gave up.</summary>
    public async Task<ZendeskAnswer<T>> GetAsync<T>(ZendeskRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var attempts = new List<int>();
        try
        {
            var answer = await pipeline.ExecuteAsync(
                request.Lane,
                async token => await AttemptAsync(request, type, attempts, token),
                cancellationToken
            );
            return answer with { Attempts = attempts };
        }
        catch (ZendeskException failure)
        {
            failure.Attempts = attempts;
            throw;
        }
        catch (OperationCanceledException canceled)
        {
            throw new ZendeskRequestAbandonedException(attempts, canceled);
        }
    }

    private async Task<ZendeskAnswer<T>> AttemptAsync<T>(
        ZendeskRequest request,
        JsonTypeInfo<T> type,
        List<int> attempts,
        CancellationToken cancellationToken
    )
    {
        await TakeFromBudgetAsync(request, cancellationToken);
        using var limit = new CancellationTokenSource(patience.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        attempts.Add(0);
        try
        {
            return await SendAsync(request, type, attempts, either.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            var status = attempts[^1];
            throw Noted(
                new ZendeskException(
                    ZendeskFault.TimedOut,
                    $"Zendesk did not answer within {patience.AttemptTimeout.TotalSeconds} s.",
                    late
                )
                {
                    Status = status == 0 ? null : status,
                }
            );
        }
        catch (HttpRequestException network)
        {
            throw Noted(
                new ZendeskException(ZendeskFault.Unavailable, $"Zendesk could not be reached: {network.HttpRequestError}.", network)
            );
        }
        catch (ZendeskException failure)
        {
            attempts[^1] = failure.Status ?? 0;
            if (failure is { Fault: ZendeskFault.RateLimited, RetryAfter: { } wait })
                await budget.BlockAsync(request.Bucket, wait, cancellationToken);
            throw Noted(failure);
        }
    }

    private async Task<ZendeskAnswer<T>> SendAsync<T>(
        ZendeskRequest request,
        JsonTypeInfo<T> type,
        List<int> attempts,
        CancellationToken cancellationToken
    )
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, request.Path);
        var sent = time.GetTimestamp();
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var elapsed = time.GetElapsedTime(sent);
        attempts[^1] = (int)response.StatusCode;
        if (!response.IsSuccessStatusCode)
            throw await ZendeskFailures.ReadAsync(response, time.GetUtcNow(), cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType is "text/html" or "text/plain")
            throw ZendeskFailures.Broken(response, "with a page that is not JSON");

        var answeredAt = response.Headers.Date ?? time.GetUtcNow();
        try
        {
            using var body = await ZendeskBody.ReadAsync(response.Content, cancellationToken);
            var content = JsonSerializer.Deserialize(body.Bytes, type) ?? throw ZendeskFailures.Broken(response, "with nothing in it");
            return new ZendeskAnswer<T>(content, answeredAt, answeredAt - elapsed, body.Sha256);
        }
        catch (JsonException json)
        {
            throw ZendeskFailures.Broken(response, $"the body is not what the contract says at {json.Path ?? "its start"}", json);
        }
        catch (Exception cut) when (cut is IOException or InvalidDataException or HttpRequestException)
        {
            throw ZendeskFailures.Broken(response, "the body did not arrive whole", cut);
        }
    }

    private async Task TakeFromBudgetAsync(ZendeskRequest request, CancellationToken cancellationToken)
    {
        var (waited, longest) = (TimeSpan.Zero, patience.For(request.Lane).LongestBudgetWait);
        while (await budget.TakeAsync(request.Bucket, request.Lane, cancellationToken) is { } wait)
        {
            waited += wait;
            if (waited > longest)
                throw new ZendeskException(ZendeskFault.RateLimited, $"The {request.Bucket} budget of the {request.Lane} lane is used up.")
                {
                    RetryAfter = wait,
                };
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private ZendeskException Noted(ZendeskException failure)
    {
        LogFailedAttempt(failure.Fault, failure.Status, failure.RequestId, failure.Message);
        return failure;
    }

    [LoggerMessage(1, LogLevel.Information, "Attempt failed: {Fault}, status {Status}, request id {RequestId}. {Reason}")]
    private partial void LogFailedAttempt(ZendeskFault fault, int? status, string? requestId, string reason);
}
