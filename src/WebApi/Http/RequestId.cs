using System.Buffers;

namespace TicketPlatform.WebApi.Http;

/// <summary>The name of a request, in its answer, its problems and the log.</summary>
internal static class RequestId
{
    public const string Header = "X-Request-Id";

    private const int Longest = 64;

    private static readonly SearchValues<char> Sane = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
    );

    /// <summary>The caller's own, where it can harm neither a log nor a header; else a new one.</summary>
    public static string Of(string? given) =>
        given is { Length: > 0 and <= Longest } && !given.AsSpan().ContainsAnyExcept(Sane) ? given : Guid.NewGuid().ToString("N");
}
