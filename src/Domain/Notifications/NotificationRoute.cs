namespace TicketPlatform.Domain.Notifications;

/// <summary>Which messages a target is sent.</summary>
/// <param name="Kinds">Kinds such as <c>alert.opened</c>, whole families such as <c>alert.*</c>, or <c>*</c>; one of them must fit.</param>
/// <param name="Least">Nothing below this severity.</param>
public sealed record NotificationRoute(IReadOnlyList<string> Kinds, NotificationSeverity Least)
{
    private const string Everything = "*";
    private const string Family = ".*";

    /// <summary>Whether a text is a pattern: a star stands alone, or after the last dot.</summary>
    public static bool IsPattern(string text)
    {
        var kind = text.EndsWith(Family, StringComparison.Ordinal) ? text[..^Family.Length] : text;
        return text == Everything || (kind.Length > 0 && !kind.Contains('*'));
    }

    /// <summary>Whether messages of this kind and severity go this way.</summary>
    public bool Takes(string kind, NotificationSeverity severity) => severity >= Least && Kinds.Any(pattern => Fits(pattern, kind));

    private static bool Fits(string pattern, string kind) =>
        pattern == Everything
        || (
            pattern.EndsWith(Family, StringComparison.Ordinal) ? kind.StartsWith(pattern[..^1], StringComparison.Ordinal) : kind == pattern
        );
}
