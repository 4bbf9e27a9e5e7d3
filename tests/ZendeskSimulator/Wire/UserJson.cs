namespace TicketPlatform.ZendeskSimulator.Wire;

/// <summary>Writes users and their identities in Zendesk's form.</summary>
internal sealed class UserJson(string baseUrl)
{
    private const int AdminRoleType = 4;

    /// <summary>The export alone says whether a user was permanently deleted.</summary>
    public bool ForExport { get; init; }

    public bool WithIdentities { get; init; }

    public void Write(Utf8JsonWriter json, User user)
    {
        json.WriteStartObject();
        WriteProperties(json, user);
        json.WriteEndObject();
    }

    public void WriteSearchResult(Utf8JsonWriter json, User user)
    {
        json.WriteStartObject();
        WriteProperties(json, user);
        json.WriteString("result_type", "user");
        json.WriteEndObject();
    }

    public void WriteIdentity(Utf8JsonWriter json, User user, Identity identity)
    {
        json.WriteStartObject();
        json.WriteString("url", $"{baseUrl}/api/v2/users/{user.Id}/identities/{identity.Id}.json");
        json.WriteNumber("id", identity.Id);
        json.WriteNumber("user_id", user.Id);
        json.WriteString("type", "email");
        json.WriteString("value", identity.Value);
        json.WriteBoolean("verified", identity.Verified);
        json.WriteBoolean("primary", identity.Primary);
        json.WriteTime("created_at", identity.CreatedAt);
        json.WriteTime("updated_at", identity.UpdatedAt);
        json.WriteNumber("undeliverable_count", 0);
        json.WriteString("deliverable_state", "deliverable");
        json.WriteEndObject();
    }

    private void WriteProperties(Utf8JsonWriter json, User user)
    {
        WritePerson(json, user);
        WriteAccount(json, user);
        if (ForExport)
            json.WriteBoolean("permanently_deleted", false);
        if (!WithIdentities)
            return;
        json.WriteStartArray("identities");
        foreach (var identity in user.Identities)
            WriteIdentity(json, user, identity);
        json.WriteEndArray();
    }

    private void WritePerson(Utf8JsonWriter json, User user)
    {
        json.WriteNumber("id", user.Id);
        json.WriteString("url", $"{baseUrl}/api/v2/users/{user.Id}.json");
        json.WriteString("name", user.Name);
        json.WriteString("email", user.Email);
        json.WriteTime("created_at", user.CreatedAt);
        json.WriteTime("updated_at", user.UpdatedAt);
        json.WriteString("time_zone", "Vienna");
        json.WriteString("iana_time_zone", "Europe/Vienna");
        json.WriteString("phone", user.Phone);
        json.WriteNull("shared_phone_number");
        json.WriteNull("photo");
        json.WriteNumber("locale_id", 1);
        json.WriteString("locale", "en-US");
        json.WriteNumber("organization_id", AccountIds.Organization);
        json.WriteString("role", user.Role);
        json.WriteBoolean("verified", user.IsVerified);
        json.WriteString("external_id", user.ExternalId);
        json.WriteStartArray("tags");
        json.WriteEndArray();
        json.WriteNull("alias");
        json.WriteBoolean("active", user.Active);
    }

    private static void WriteAccount(Utf8JsonWriter json, User user)
    {
        json.WriteBoolean("shared", false);
        json.WriteBoolean("shared_agent", false);
        json.WriteNull("last_login_at");
        json.WriteBoolean("two_factor_auth_enabled", false);
        json.WriteNull("signature");
        json.WriteString("details", user.Details);
        json.WriteString("notes", user.Notes);
        if (user.Role == "admin")
            json.WriteNumber("role_type", AdminRoleType);
        else
            json.WriteNull("role_type");
        json.WriteNull("custom_role_id");
        json.WriteBoolean("moderator", user.IsStaff);
        json.WriteString("ticket_restriction", user.IsStaff ? null : "requested");
        json.WriteBoolean("only_private_comments", false);
        json.WriteBoolean("restricted_agent", !user.IsStaff);
        json.WriteBoolean("suspended", user.Suspended);
        json.WriteNull("default_group_id");
        json.WriteBoolean("report_csv", false);
        json.WriteStartObject("user_fields");
        json.WriteEndObject();
    }
}
