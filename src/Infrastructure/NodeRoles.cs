using Microsoft.Extensions.Configuration;

namespace TicketPlatform.Infrastructure;

/// <summary>What this node does, from the setting <c>Roles</c>: api, worker, or both (the default).</summary>
internal sealed record NodeRoles(bool Api, bool Worker)
{
    /// <summary>Throws <see cref="StartupException"/> for anything else.</summary>
    public static NodeRoles Of(IConfiguration configuration)
    {
        var names = (configuration["Roles"] ?? "api,worker").Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        if (names.Length == 0 || names.Except(["api", "worker"]).Any())
            throw new StartupException($"Set Roles to api, worker, or api,worker instead of '{configuration["Roles"]}'.");
        return new NodeRoles(names.Contains("api"), names.Contains("worker"));
    }
}
