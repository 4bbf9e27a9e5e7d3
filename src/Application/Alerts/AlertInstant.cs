using System.Globalization;

namespace TicketPlatform.Application.Alerts;

/// <summary>Reads instants as callers write them: with a time zone, so that nobody has to guess it.</summary>
internal static class AlertInstant
{
    public const string Expected = "Expected an instant in UTC or with an offset, such as 2026-11-27T15:00:00Z.";

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    public static bool TryRead(string? text, out DateTimeOffset instant)
    {
        instant = default;
        if (text is null || !(text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length))
            return false;
        if (!DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant))
            return false;
        instant = instant.ToUniversalTime();
        return true;
    }
}
