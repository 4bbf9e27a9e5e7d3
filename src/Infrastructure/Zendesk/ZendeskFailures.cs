using System.Net;
using System.Text.Json;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Zendesk;

/// <summary>What an answer other than success means for us. Nothing of a body is repeated but Zendesk's own name of the error.</summary>
internal static class ZendeskFailures
{
    private const int LongestErrorName = 60;

    // Zendesk names no wait on some 429s; it resets its limits every minute.
    private static readonly TimeSpan UnnamedWait = TimeSpan.FromMinutes(1);

    /// <summary>Maps an unsuccessful answer.</summary>
    public static async Task<ZendeskException> ReadAsync(
        HttpResponseMessage response,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var fault = FaultOf(response.StatusCode);
        var wait = AskedWait(response, now);
        var error = await ErrorNameAsync(response, cancellationToken);
        var advice =
            fault == ZendeskFault.Refused
                ? " Check Zendesk__Email and Zendesk__ApiToken (or Zendesk__OAuth__ClientId and Zendesk__OAuth__ClientSecret), and that the caller is an admin."
                : "";
        return new ZendeskException(
            fault,
            $"Zendesk answered {(int)response.StatusCode}{error} to {Endpoint(response.RequestMessage)}.{advice}"
        )
        {
            Status = (int)response.StatusCode,
            RequestId = RequestId(response),
            AnsweredAt = response.Headers.Date,
            RetryAfter = fault == ZendeskFault.RateLimited ? wait ?? UnnamedWait : wait,
        };
    }

    /// <summary>A success whose body is of no use.</summary>
    public static ZendeskException Broken(HttpResponseMessage response, string what, Exception? inner = null) =>
        new(
            ZendeskFault.BrokenAnswer,
            $"Zendesk answered {(int)response.StatusCode} to {Endpoint(response.RequestMessage)}, but {what}.",
            inner
        )
        {
            Status = (int)response.StatusCode,
            RequestId = RequestId(response),
        };

    /// <summary>The path alone: queries hold cursors and e-mail addresses.</summary>
    private static string Endpoint(HttpRequestMessage? request) => request?.RequestUri?.AbsolutePath ?? "a request";

    private static ZendeskFault FaultOf(HttpStatusCode status) =>
        (int)status switch
        {
            401 or 403 => ZendeskFault.Refused,
            404 => ZendeskFault.NotFound,
            429 => ZendeskFault.RateLimited,
            // Seen on export pages that are too large to be made in time.
            408 or 504 or 524 => ZendeskFault.TimedOut,
            409 or 423 or >= 500 => ZendeskFault.Unavailable,
            _ => ZendeskFault.Rejected,
        };

    private static TimeSpan? AskedWait(HttpResponseMessage response, DateTimeOffset now)
    {
        var asked = response.Headers.RetryAfter;
        var wait = asked?.Delta ?? asked?.Date - (response.Headers.Date ?? now);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string? RequestId(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-request-id", out var ids) || response.Headers.TryGetValues("x-zendesk-request-id", out ids)
            ? ids.FirstOrDefault()
            : null;

    private static async Task<string> ErrorNameAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
            return "";
        try
        {
            using var body = await ZendeskBody.ReadAsync(response.Content, cancellationToken);
            var reader = new Utf8JsonReader(body.Bytes);
            using var json = JsonDocument.ParseValue(ref reader);
            return NameIn(json.RootElement) is { } name ? $" {Shown(name)}" : "";
        }
        catch (Exception damaged) when (damaged is JsonException or IOException or InvalidDataException or InvalidOperationException)
        {
            return ""; // The status alone says what to do.
        }
    }

    // {"error": "Name"}, {"error": {"title": "Name"}} and {"errors": [{"code": "Name"}]} are all in use.
    private static string? NameIn(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return null;
        if (body.TryGetProperty("error", out var error))
            return error.ValueKind == JsonValueKind.Object && error.TryGetProperty("title", out var title) ? Text(title) : Text(error);
        return
            body.TryGetProperty("errors", out var errors)
            && errors.ValueKind == JsonValueKind.Array
            && errors.GetArrayLength() > 0
            && errors[0].ValueKind == JsonValueKind.Object
            && errors[0].TryGetProperty("code", out var code)
            ? Text(code)
            : null;
    }

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Shown(string name) => name.ReplaceLineEndings(" ").Cut(LongestErrorName);
}
