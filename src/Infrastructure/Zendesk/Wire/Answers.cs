using System.Text.Json;
using System.Text.Json.Serialization;

namespace TicketPlatform.Infrastructure.Zendesk.Wire;

/// <summary>A page of the cursor-based ticket export, with what was side-loaded.</summary>
internal sealed class TicketExportAnswer : IJsonOnDeserialized
{
    [JsonRequired]
    public List<TicketWire> Tickets { get; set; } = [];

    public List<UserWire>? Users { get; set; }

    public List<MetricSetWire>? MetricSets { get; set; }

    public string? AfterCursor { get; set; }

    [JsonRequired]
    public bool EndOfStream { get; set; }

    public void OnDeserialized() => Rows.RefuseNull(Tickets);
}

/// <summary>A page of the cursor-based user export.</summary>
internal sealed class UserExportAnswer : IJsonOnDeserialized
{
    [JsonRequired]
    public List<UserWire> Users { get; set; } = [];

    public string? AfterCursor { get; set; }

    [JsonRequired]
    public bool EndOfStream { get; set; }

    public void OnDeserialized() => Rows.RefuseNull(Users);
}

/// <summary>A page of the time-based export of ticket events.</summary>
internal sealed class TicketEventsAnswer : IJsonOnDeserialized
{
    [JsonRequired]
    public List<TicketEventWire> TicketEvents { get; set; } = [];

    /// <summary>Unix seconds: where the next page begins.</summary>
    public long? EndTime { get; set; }

    [JsonRequired]
    public bool EndOfStream { get; set; }

    public void OnDeserialized()
    {
        Rows.RefuseNull(TicketEvents);
        Rows.RefuseNull(TicketEvents.SelectMany(static told => told.ChildEvents ?? []));
    }
}

/// <summary>A page of a ticket's audits, by cursor; without paging it is all of them.</summary>
internal sealed class TicketAuditsAnswer : IJsonOnDeserialized
{
    [JsonRequired]
    public List<AuditWire> Audits { get; set; } = [];

    public PagingMeta? Meta { get; set; }

    public void OnDeserialized()
    {
        Rows.RefuseNull(Audits);
        Rows.RefuseNull(Audits.SelectMany(static audit => audit.Events ?? []));
    }
}

/// <summary>Tickets asked for by id.</summary>
internal sealed class TicketsAnswer : IJsonOnDeserialized
{
    [JsonRequired]
    public List<TicketWire> Tickets { get; set; } = [];

    public List<MetricSetWire>? MetricSets { get; set; }

    public void OnDeserialized() => Rows.RefuseNull(Tickets);
}

/// <summary>A page of the tickets that a user requested, by cursor. Without its paging it would not be known to be complete.</summary>
internal sealed class RequestedTicketsAnswer : IJsonOnDeserialized
{
    [JsonRequired]
    public List<TicketWire> Tickets { get; set; } = [];

    public List<MetricSetWire>? MetricSets { get; set; }

    [JsonRequired]
    public PagingMeta Meta { get; set; } = new();

    public void OnDeserialized() => Rows.RefuseNull(Tickets);
}

/// <summary>A page of a user search, by offset.</summary>
internal sealed class UsersAnswer : IJsonOnDeserialized
{
    [JsonRequired]
    public List<UserWire> Users { get; set; } = [];

    public string? NextPage { get; set; }

    public void OnDeserialized() => Rows.RefuseNull(Users);
}

/// <summary>A page of identities, by cursor (<see cref="Meta"/>) or by offset (<see cref="NextPage"/>).</summary>
internal sealed class IdentitiesAnswer : IJsonOnDeserialized
{
    [JsonRequired]
    public List<IdentityWire> Identities { get; set; } = [];

    public PagingMeta? Meta { get; set; }

    public string? NextPage { get; set; }

    public void OnDeserialized() => Rows.RefuseNull(Identities);
}

internal sealed class PagingMeta
{
    [JsonRequired]
    public bool HasMore { get; set; }

    public string? AfterCursor { get; set; }
}

internal sealed class CallerAnswer
{
    [JsonRequired]
    public CallerWire User { get; set; } = new();
}

/// <summary>The client-credentials grant, asked for at <c>/oauth/tokens</c>.</summary>
/// <param name="ExpiresIn">Seconds; Zendesk takes 300 to 172,800.</param>
internal sealed record TokenRequest(string GrantType, string ClientId, string ClientSecret, string Scope, int ExpiresIn);

internal sealed class TokenAnswer
{
    [JsonRequired]
    public string AccessToken { get; set; } = "";

    /// <summary>Seconds.</summary>
    public int? ExpiresIn { get; set; }
}

/// <summary>The serializer checks that a list is there, but not what is in it.</summary>
file static class Rows
{
    public static void RefuseNull<T>(IEnumerable<T> rows)
        where T : class
    {
        if (rows.Contains(null!))
            throw new JsonException("A row is null.");
    }
}
