using System.Text.Json;

namespace TicketPlatform.Dev.Provisioning;

/// <summary>How Zendesk spells its JSON.</summary>
internal static class ProvisioningJson
{
    public static JsonSerializerOptions SnakeCase { get; } =
        new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}
