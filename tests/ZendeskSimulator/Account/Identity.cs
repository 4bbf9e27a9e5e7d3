namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>One e-mail address of a user. An address belongs to at most one active user.</summary>
public sealed record Identity(long Id, string Value, bool Verified, bool Primary, uint CreatedAt, uint UpdatedAt)
{
    /// <summary>The form in which addresses are compared.</summary>
    public string Key { get; } = Value.Trim().ToLowerInvariant();
}
