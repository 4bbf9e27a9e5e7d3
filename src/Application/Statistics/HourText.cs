using System.Globalization;

namespace TicketPlatform.Application.Statistics;

/// <summary>Hours as callers write them.</summary>
internal static class HourText
{
    public const string Expected = "Expected a whole hour in UTC from 1970 on, such as 2026-11-20T08:00:00Z.";

    /// <summary>Null for anything but a whole hour in UTC, from 1970 on.</summary>
    public static DateTimeOffset? Read(string? text) =>
        DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM-dd'T'HH:00:00'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var hour
        ) && hour.Year is >= 1970 and < 9999
            ? hour
            : null;

    public static bool IsHourOrNothing(string? text) => text is null || Read(text) is not null;

    public static string Write(DateTimeOffset hour) => hour.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
