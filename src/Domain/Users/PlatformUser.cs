namespace TicketPlatform.Domain.Users;

/// <summary>One of the company's own users, known by the e-mail address that Zendesk knows them under.</summary>
public sealed class PlatformUser(Guid id, string email, DateTimeOffset createdAt)
{
    /// <summary>The company's id of the person.</summary>
    public Guid Id { get; } = id;

    /// <summary>As it was given; unique regardless of case.</summary>
    public string Email { get; private set; } = email;

    /// <summary>When the platform first heard of them (UTC).</summary>
    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>Whether Zendesk must still be searched for requesters with this address.</summary>
    public bool SearchDue { get; private set; } = true;

    /// <summary>
    /// Everything that Zendesk recorded of their tickets before this instant (its clock) was read again and is stored; null where that
    /// is not proven. Valid for the requesters they have: another one, or another address, ends it.
    /// </summary>
    public DateTimeOffset? RereadAt { get; private set; }

    /// <summary>The most open tickets that they may have without an alert; null for the common limit.</summary>
    public int? AlertLimit { get; private set; }

    /// <summary>Takes a new address; their tickets then follow it. The same address changes nothing.</summary>
    public void MoveTo(EmailAddress address)
    {
        if (Email == address.Value)
            return;
        (Email, SearchDue, RereadAt) = (address.Value, true, null);
    }

    /// <summary>Gives them a limit of their own, or with null the common one.</summary>
    public void LimitAlerts(int? limit) => AlertLimit = limit;

    /// <summary>Notes that Zendesk was asked for this address.</summary>
    public void Searched() => SearchDue = false;
}
