using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace TicketPlatform.WebApi.Authentication;

/// <summary>
/// Remembers tokens whose signature was checked, because checking it again costs more than the rest of a request's way to
/// its endpoint. Kept for at most five minutes, so that a withdrawn key is soon withdrawn here too, and never beyond
/// their own end.
/// </summary>
internal sealed class ValidatedTokens(TimeProvider time) : JwtBearerEvents
{
    // About 200 bytes each, and a name where a token has one.
    private const int Most = 200_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<UInt128, RememberedToken> _tokens = new();
    private int _count;

    public override Task MessageReceived(MessageReceivedContext context)
    {
        string? header = context.Request.Headers.Authorization;
        if (header is not null && _tokens.TryGetValue(Fingerprint(header), out var known) && time.GetUtcNow() < known.Until)
        {
            context.Principal = known.ToPrincipal();
            context.Success();
        }
        return Task.CompletedTask;
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        string? header = context.Request.Headers.Authorization;
        if (header is not null && context.Principal is { } principal)
            Remember(Fingerprint(header), principal, new DateTimeOffset(context.SecurityToken.ValidTo, TimeSpan.Zero));
        return Task.CompletedTask;
    }

    /// <summary>A role that does not suffice is told apart from a token that does not (RFC 6750).</summary>
    public override Task Forbidden(ForbiddenContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
        return Task.CompletedTask;
    }

    private void Remember(UInt128 fingerprint, ClaimsPrincipal principal, DateTimeOffset end)
    {
        // A full memory is forgotten as a whole: cheaper than keeping track of use, and each token comes back by itself.
        if (Interlocked.Increment(ref _count) > Most)
        {
            _tokens.Clear();
            Interlocked.Exchange(ref _count, 1);
        }
        var until = time.GetUtcNow() + Longest;
        _tokens[fingerprint] = RememberedToken.Of(principal, end < until ? end : until);
    }

    // Half of a SHA-256: whoever could find a second header with the same one could as well guess the signing key.
    private static UInt128 Fingerprint(string header)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Encoding.UTF8.GetByteCount(header);
        var bytes = length <= 2_048 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(header, bytes);
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
