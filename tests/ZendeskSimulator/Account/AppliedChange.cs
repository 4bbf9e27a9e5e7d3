namespace TicketPlatform.ZendeskSimulator.Account;

/// <summary>
/// A change that is done, as those who follow the account learn of it. The events of tickets stand in the account's list from
/// <paramref name="FirstEvent"/> on.
/// </summary>
internal readonly record struct AppliedChange(Change Change, int FirstEvent, IReadOnlyList<UserEvent> UserEvents)
{
    /// <summary>When it happened, in Unix seconds.</summary>
    public uint At => Change.At ?? throw new InvalidOperationException("A change gets its time when it is applied.");
}
