using System.Text.Json.Serialization;

namespace TicketPlatform.Infrastructure.Zendesk.Wire;

/// <summary>A page of the cursor-based ticket export, with what was side-loaded.</summary>
internal sealed class TicketExportAnswer
{
    [JsonRequired]
    public List<TicketWire> Tickets { get; set; } = [];

    public List<UserWire>? Users { get; set; }

    public List<MetricSetWire>? MetricSets { get; set; }

    public string? AfterCursor { get; set; }

    [JsonRequired]
    public bool EndOfStream { get; set; }
}

/// <summary>A page of the cursor-based user export.</summary>
internal sealed class UserExportAnswer
{
    [JsonRequired]
    public List<UserWire> Users { get; set; } = [];

    public string? AfterCursor { get; set; }

    [JsonRequired]
    public bool EndOfStream { get; set; }
}

/// <summary>Tickets asked for by id.</summary>
internal sealed class TicketsAnswer
{
    [JsonRequired]
    public List<TicketWire> Tickets { get; set; } = [];

    public List<MetricSetWire>? MetricSets { get; set; }
}

/// <summary>A page of a user search, by offset.</summary>
internal sealed class UsersAnswer
{
    [JsonRequired]
    public List<UserWire> Users { get; set; } = [];

    public string? NextPage { get; set; }
}

/// <summary>A page of identities, by cursor (<see cref="Meta"/>) or by offset (<see cref="NextPage"/>).</summary>
internal sealed class IdentitiesAnswer
{
    [JsonRequired]
    public List<IdentityWire> Identities { get; set; } = [];

    public PagingMeta? Meta { get; set; }

    public string? NextPage { get; set; }
}

internal sealed class PagingMeta
{
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
