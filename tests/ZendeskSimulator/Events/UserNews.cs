namespace TicketPlatform.ZendeskSimulator.Events;

/// <summary>Tells what a change did to one user as Zendesk's event types name it.</summary>
internal static class UserNews
{
    private const string Domain = EventTypes.Prefix + "user.";

    public static EventGroup Tell(User user, IEnumerable<UserEvent> events) =>
        new($"zen:user:{user.Id}", [.. events.Select(Happening)], (json, _) => WriteDetail(json, user));

    private static Happening Happening(UserEvent happened) => new(Domain + Name(happened.Fact), json => WriteEvent(json, happened));

    private static string Name(UserFact fact) =>
        fact switch
        {
            UserFact.Created => "created",
            UserFact.Deleted => "deleted",
            UserFact.Merged => "merged",
            UserFact.Name => "name_changed",
            UserFact.Role => "role_changed",
            UserFact.ExternalId => "external_id_changed",
            UserFact.Suspended => "suspended_changed",
            UserFact.Active => "active_changed",
            UserFact.IdentityCreated => "identity_created",
            UserFact.IdentityChanged => "identity_changed",
            UserFact.IdentityDeleted => "identity_deleted",
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "No event type tells this."),
        };

    // What has no value is empty here, and not null as in REST.
    private static void WriteDetail(Utf8JsonWriter json, User user)
    {
        json.WriteStartObject();
        json.WriteTime("created_at", user.CreatedAt);
        json.WriteString("default_group_id", "0");
        json.WriteString("email", user.Email ?? "");
        json.WriteString("external_id", user.ExternalId ?? "");
        json.WriteString("id", TicketDetail.Id(user.Id));
        json.WriteString("organization_id", "0");
        json.WriteString("role", user.Role);
        json.WriteTime("updated_at", user.UpdatedAt);
        json.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter json, UserEvent happened)
    {
        switch (happened.Fact)
        {
            case UserFact.Created or UserFact.Deleted:
                return;
            case UserFact.Merged:
                json.WriteString("target_user_id", TicketDetail.Id(((User)happened.After!).Id));
                return;
            case UserFact.IdentityCreated or UserFact.IdentityDeleted:
                WriteValue(json, "identity", happened.After ?? happened.Before);
                return;
            default:
                WriteValue(json, "current", happened.After);
                WriteValue(json, "previous", happened.Before);
                return;
        }
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object? value)
    {
        if (value is Identity identity)
            WriteIdentity(json, name, identity);
        else if (value is bool flag)
            json.WriteBoolean(name, flag);
        else
            json.WriteString(name, value as string ?? "");
    }

    private static void WriteIdentity(Utf8JsonWriter json, string name, Identity identity)
    {
        json.WriteStartObject(name);
        json.WriteString("id", TicketDetail.Id(identity.Id));
        json.WriteBoolean("primary", identity.Primary);
        json.WriteString("type", "email");
        json.WriteString("value", identity.Value);
        json.WriteBoolean("verified", identity.Verified);
        json.WriteEndObject();
    }
}
