using Microsoft.Extensions.Configuration;

namespace TicketPlatform.Infrastructure;

/// <summary>What this node does, from the setting <c>Roles</c>: api, worker, or both (the default). Every node answers HTTP.</summary>
internal static class NodeRoles
{
    private const string Api = "api";
    private const string Worker = "worker";

    /// <summary>Whether this node runs jobs. Throws <see cref="StartupException"/> for a role that does not exist.</summary>
    public static bool RunJobs(IConfiguration configuration)
    {
        var setting = configuration["Roles"] ?? $"{Api},{Worker}";
        var names = setting.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0 || names.Except([Api, Worker]).Any())
            throw new StartupException($"Set Roles to api, worker, or api,worker instead of '{setting}'.");
        return names.Contains(Worker);
    }
}
