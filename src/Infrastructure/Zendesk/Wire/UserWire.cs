using System.Text.Json.Serialization;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Infrastructure.Zendesk.Wire;

/// <summary>A user as Zendesk spells it.</summary>
internal sealed class UserWire
{
    [JsonRequired]
    public long Id { get; set; }

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Role { get; set; }

    public bool? Active { get; set; }

    [JsonRequired]
    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }

    /// <param name="observedAt">Zendesk's clock when it answered.</param>
    public ZendeskUserObservation Observe(DateTimeOffset observedAt)
    {
        _ = EmailAddress.TryParse(Email, out var email);
        return new ZendeskUserObservation(
            Id,
            Name ?? "",
            email,
            string.IsNullOrWhiteSpace(Role) ? "end-user" : Role.ToLowerInvariant(),
            Active ?? true,
            UpdatedAt ?? CreatedAt,
            observedAt
        );
    }
}

/// <summary>One identity of a user; only those of type <c>email</c> matter here.</summary>
internal sealed class IdentityWire
{
    public string? Type { get; set; }

    public string? Value { get; set; }

    public bool? Verified { get; set; }

    public bool? Primary { get; set; }

    /// <summary>Null for what is not an e-mail address.</summary>
    public ZendeskIdentity? Observe() =>
        string.Equals(Type, "email", StringComparison.OrdinalIgnoreCase) && EmailAddress.TryParse(Value, out var email)
            ? new ZendeskIdentity(email.Value, Primary ?? false, Verified ?? false)
            : null;
}

/// <summary>The caller; wrong credentials make it an anonymous user without an id.</summary>
internal sealed class CallerWire
{
    public long? Id { get; set; }

    public string? Role { get; set; }
}
