namespace TicketPlatform.Domain.Users;

/// <summary>The mirror of one Zendesk user: how a ticket's requester becomes a platform user.</summary>
public sealed class ZendeskUser(long id)
{
    private readonly List<ZendeskUserEmail> _emails = [];

    /// <summary>Zendesk's id.</summary>
    public long Id { get; } = id;

    /// <summary>Empty while only the id is known (a ticket named the user first) and after erasure.</summary>
    public string Name { get; private set; } = "";

    /// <summary>end-user, agent, admin, or a value unknown to us.</summary>
    public string Role { get; private set; } = "end-user";

    /// <summary>False once deleted or merged away.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Zendesk's <c>updated_at</c>; null while only the id is known.</summary>
    public DateTimeOffset? UpdatedAt { get; private set; }

    /// <summary>Zendesk's clock when it was last described.</summary>
    public DateTimeOffset? ObservedAt { get; private set; }

    /// <summary>When its identities must be read again; null when they are known.</summary>
    public DateTimeOffset? IdentitiesDueAt { get; private set; }

    /// <summary>Since when Zendesk must be asked about it again, because an event named it; null when nothing is open.</summary>
    public DateTimeOffset? ReadDueAt { get; private set; }

    /// <summary>When the person behind it was erased from the platform; from then on no personal data is kept.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>The platform user who owns its tickets; kept by the matching, never set by hand.</summary>
    public Guid? UserId { get; private set; }

    public IReadOnlyList<ZendeskUserEmail> Emails => _emails;

    /// <summary>
    /// Takes a description unless a newer one is known; of two with the same <c>updated_at</c> the later one wins.
    /// Answers whether anything that matters for matching or display changed.
    /// </summary>
    public bool Apply(ZendeskUserObservation seen)
    {
        if (UpdatedAt > seen.UpdatedAt || (UpdatedAt == seen.UpdatedAt && ObservedAt > seen.ObservedAt))
            return false;

        var moved = UpdatedAt != seen.UpdatedAt;
        var before = (Name, Role, IsActive, PrimaryEmail);
        (UpdatedAt, ObservedAt) = (seen.UpdatedAt, seen.ObservedAt);
        (Role, IsActive) = (seen.Role, seen.IsActive);
        if (ErasedAt is null)
        {
            Name = seen.Name;
            MovePrimaryTo(seen.Email);
        }
        if (moved)
            IdentitiesDueAt = seen.ObservedAt;
        return before != (Name, Role, IsActive, PrimaryEmail);
    }

    /// <summary>Takes the complete list of its e-mail identities.</summary>
    public void Identify(IReadOnlyCollection<ZendeskIdentity> identities)
    {
        IdentitiesDueAt = null;
        if (ErasedAt is not null)
            return;
        var namesPrimary = identities.Any(identity => identity.IsPrimary);
        _emails.RemoveAll(known =>
            identities.All(identity => identity.Email.Normalized != known.Email) && (namesPrimary || !known.IsPrimary)
        );
        foreach (var identity in identities)
            Keep(identity.Email, identity.IsPrimary, identity.IsVerified);
    }

    /// <summary>Forgets the person; the ids stay so that statistics do not change.</summary>
    public void Erase(DateTimeOffset at)
    {
        _emails.Clear();
        (Name, ErasedAt, IdentitiesDueAt) = ("", at, null);
    }

    /// <summary>The person is a platform user again: what Zendesk says of them may be kept again.</summary>
    public void Restore() => (ErasedAt, UpdatedAt) = (null, null);

    private string? PrimaryEmail => _emails.Find(email => email.IsPrimary)?.Email;

    private void MovePrimaryTo(EmailAddress? primary)
    {
        if (primary?.Normalized == PrimaryEmail)
            return;
        // The address given up stays only if it is read again as a verified identity.
        _emails.RemoveAll(email => email.IsPrimary);
        if (primary is { } address)
            Keep(address, isPrimary: true, isVerified: false);
    }

    private void Keep(EmailAddress address, bool isPrimary, bool isVerified)
    {
        var known = _emails.Find(email => email.Email == address.Normalized);
        if (known is null)
            _emails.Add(new ZendeskUserEmail(Id, address.Normalized, isPrimary, isVerified));
        else
            (known.IsPrimary, known.IsVerified) = (isPrimary, isVerified);
    }
}
