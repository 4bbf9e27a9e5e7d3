namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>
/// A users/search query: email:..., external_id:..., role:..., or plain words. Zendesk matches parts of words, so that a hit need
/// not be the person meant. Addresses are found once they are primary or verified, and indexed.
/// </summary>
internal sealed class UserSearch(string query, uint indexedUpTo)
{
    private readonly (string Field, string Text)[] terms =
    [
        .. query
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(term => !term.StartsWith("type:", StringComparison.Ordinal))
            .Select(Parse),
    ];

    public bool Matches(User user) => user.Active && terms.All(term => Matches(user, term.Field, term.Text));

    private bool Matches(User user, string field, string text) =>
        field switch
        {
            "email" => HasAddress(user, text),
            "external_id" => text.Equals(user.ExternalId, StringComparison.OrdinalIgnoreCase),
            "role" => user.Role == text,
            _ => user.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || HasAddress(user, text),
        };

    private bool HasAddress(User user, string text)
    {
        foreach (var identity in user.Identities)
            if (
                (identity.Primary || identity.Verified)
                && identity.CreatedAt <= indexedUpTo
                && identity.Key.Contains(text, StringComparison.Ordinal)
            )
                return true;
        return false;
    }

    private static (string Field, string Text) Parse(string term)
    {
        var colon = term.IndexOf(':', StringComparison.Ordinal);
        var field = colon > 0 ? term[..colon] : "";
        return (field, term[(colon + 1)..].Trim('"').ToLowerInvariant());
    }
}
