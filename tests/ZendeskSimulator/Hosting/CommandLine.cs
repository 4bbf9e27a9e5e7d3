using System.Net;
using System.Net.Sockets;

namespace TicketPlatform.ZendeskSimulator.Hosting;

/// <summary>The process's arguments as options.</summary>
internal static class CommandLine
{
    public const string Usage =
        "usage: --port N --users N --tickets N --days N --seed N --email E --token T --state FILE --quiet-activity --no-rate-limits --compress --identities-in-export --search-delay SECONDS";

    private const int DefaultPort = 18081;

    /// <summary>Null, with the reason, when the arguments make no sense.</summary>
    public static SimulatorOptions? Parse(IReadOnlyList<string> arguments, out string? mistake)
    {
        var options = new SimulatorOptions { Port = DefaultPort, Activity = true };
        mistake = null;
        for (var i = 0; i < arguments.Count && mistake is null; i++)
        {
            if (Flag(options, arguments[i]) is { } flagged)
                options = flagged;
            else if (i + 1 < arguments.Count && Value(options, arguments[i], arguments[i + 1]) is { } valued)
                (options, i) = (valued, i + 1);
            else
                mistake = $"{arguments[i]} is unknown or lacks its value.";
        }
        return mistake is null ? options : null;
    }

    /// <summary>Throws before a long history is seeded for nothing.</summary>
    public static void RequireFreePort(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        probe.Start();
    }

    private static SimulatorOptions? Flag(SimulatorOptions options, string name) =>
        name switch
        {
            "--quiet-activity" => options with { Activity = false },
            "--no-rate-limits" => options with { RateLimits = false },
            "--compress" => options with { Compress = true },
            "--identities-in-export" => options with { IdentitiesInUserExport = true },
            _ => null,
        };

    private static SimulatorOptions? Value(SimulatorOptions options, string name, string value) =>
        name switch
        {
            "--email" => options with { Email = value },
            "--token" => options with { ApiToken = value },
            "--state" => options with { StateFile = value },
            _ => int.TryParse(value, out var number) && number >= 0 ? Number(options, name, number) : null,
        };

    private static SimulatorOptions? Number(SimulatorOptions options, string name, int value) =>
        name switch
        {
            "--port" => options with { Port = value },
            "--users" => options with { Users = value },
            "--tickets" => options with { Tickets = value },
            "--days" when value > 0 => options with { Days = value },
            "--seed" => options with { Seed = value },
            "--search-delay" => options with { SearchDelaySeconds = value },
            _ => null,
        };
}
