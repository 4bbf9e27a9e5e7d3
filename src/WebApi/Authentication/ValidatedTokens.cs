using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace TicketPlatform.WebApi.Authentication;

/// <summary>
/// Remembers tokens whose signature was checked, because checking it again costs more than the rest of a request. Kept for
/// at most five minutes, so that a withdrawn key is soon withdrawn here too, and never beyond their own end.
/// </summary>
internal sealed class ValidatedTokens(TimeProvider time) : JwtBearerEvents
{
    private const int Most = 10_000;
    private const string Scheme = "Bearer ";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Remembered> _tokens = new(StringComparer.Ordinal);
    private int _count;

    public override Task MessageReceived(MessageReceivedContext context)
    {
        string? header = context.Request.Headers.Authorization;
        if (header is not null && _tokens.TryGetValue(header, out var known) && time.GetUtcNow() < known.Until)
        {
            context.Principal = known.Principal;
            context.Success();
        }
        return Task.CompletedTask;
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        string? header = context.Request.Headers.Authorization;
        if (header is not null && header.StartsWith(Scheme, StringComparison.Ordinal) && context.Principal is { } principal)
            Remember(header, principal, context.SecurityToken.ValidTo);
        return Task.CompletedTask;
    }

    /// <summary>A role that does not suffice is told apart from a token that does not (RFC 6750).</summary>
    public override Task Forbidden(ForbiddenContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
        return Task.CompletedTask;
    }

    private void Remember(string header, ClaimsPrincipal principal, DateTime validTo)
    {
        // A full memory is forgotten as a whole: cheaper than keeping track of use, and each token comes back by itself.
        if (Interlocked.Increment(ref _count) > Most)
        {
            _tokens.Clear();
            Interlocked.Exchange(ref _count, 1);
        }
        var until = time.GetUtcNow() + Longest;
        var end = new DateTimeOffset(validTo, TimeSpan.Zero);
        _tokens[header] = new Remembered(principal, end < until ? end : until);
    }

    private sealed record Remembered(ClaimsPrincipal Principal, DateTimeOffset Until);
}
