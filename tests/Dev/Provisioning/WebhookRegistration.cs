using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using TicketPlatform.Dev.Run;

namespace TicketPlatform.Dev.Provisioning;

/// <summary>Registers the platform's webhook at the simulator, through the API that a real Zendesk has.</summary>
internal sealed class WebhookRegistration(HttpClient zendesk)
{
    private const string Name = "ticketplatform";
    private const string Path = "/api/v2/webhooks";

    // Everything that changes what the mirror holds.
    private const string TicketEvents =
        "agent_assignment_changed brand_changed comment_added created custom_field_changed custom_status_changed description_changed "
        + "external_id_changed form_changed group_assignment_changed marked_as_spam merged organization_changed permanently_deleted "
        + "priority_changed problem_link_changed requester_changed soft_deleted status_changed subject_changed submitter_changed "
        + "tags_changed type_changed undeleted";

    private const string UserEvents =
        "active_changed created deleted external_id_changed identity_changed identity_created identity_deleted merged name_changed "
        + "role_changed suspended_changed";

    private static readonly string[] Subscriptions =
    [
        .. TicketEvents.Split(' ').Select(name => $"zen:event-type:ticket.{name}"),
        .. UserEvents.Split(' ').Select(name => $"zen:event-type:user.{name}"),
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private sealed record Webhook(string? Id, string Name, string Endpoint, string[] Subscriptions)
    {
        public string HttpMethod { get; init; } = "POST";
        public string RequestFormat { get; init; } = "json";
        public string Status { get; init; } = "active";
    }

    private sealed record One(Webhook Webhook);

    private sealed record Many(Webhook[] Webhooks);

    private sealed record SecretAnswer(SigningSecret SigningSecret);

    private sealed record SigningSecret(string Secret);

    /// <summary>The secret that signs what is sent to <paramref name="endpoint"/>. A second time there is nothing to register.</summary>
    public async Task<string> RegisterAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var found = await zendesk.GetFromJsonAsync<Many>($"{Path}?filter[name_contains]={Name}", Json, cancellationToken);
        var known = found!.Webhooks.Where(webhook => webhook.Name == Name).ToLookup(webhook => Serves(webhook, endpoint));
        foreach (var outdated in known[false])
        {
            using var deleted = await zendesk.DeleteAsync($"{Path}/{outdated.Id}", cancellationToken);
            deleted.EnsureSuccessStatusCode();
        }
        var present = known[true].FirstOrDefault();
        var webhook = present ?? await CreateAsync(endpoint, cancellationToken);
        RunOutput.Progress("Webhook", present is null ? $"registered for {endpoint}" : $"was there already, for {endpoint}");
        var answer = await zendesk.GetFromJsonAsync<SecretAnswer>($"{Path}/{webhook.Id}/signing_secret", Json, cancellationToken);
        return answer!.SigningSecret.Secret;
    }

    private static bool Serves(Webhook webhook, Uri endpoint) =>
        webhook.Endpoint == endpoint.AbsoluteUri
        && webhook.Status == "active"
        && webhook.Subscriptions.ToHashSet().SetEquals(Subscriptions);

    private async Task<Webhook> CreateAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var wanted = new One(new(Id: null, Name, endpoint.AbsoluteUri, Subscriptions));
        using var created = await zendesk.PostAsJsonAsync(Path, wanted, Json, cancellationToken);
        created.EnsureSuccessStatusCode();
        return (await created.Content.ReadFromJsonAsync<One>(Json, cancellationToken))!.Webhook;
    }
}
