using System.Globalization;

namespace TicketPlatform.Testing;

/// <summary>The PostgreSQL settings of a private cluster, given on its command line so that no file can disagree.</summary>
internal static class ClusterSettings
{
    public static IEnumerable<string> Arguments(PrivateClusterOptions options, int port)
    {
        var settings = new Dictionary<string, string>
        {
            ["listen_addresses"] = "127.0.0.1",
            ["port"] = port.ToString(CultureInfo.InvariantCulture),
            ["unix_socket_directories"] = "",
            ["max_connections"] = "200",
            ["shared_buffers"] = "256MB",
            ["max_wal_size"] = "2GB",
            ["timezone"] = "UTC",
            ["logging_collector"] = "off",
            ["log_destination"] = "stderr",
        };
        // A killed server must keep what it has committed, as one of those in use does; only a crash of the machine may take it.
        if (!options.Durable)
            settings["fsync"] = settings["full_page_writes"] = "off";
        foreach (var (name, value) in options.Settings)
            settings[name] = value;
        return settings.SelectMany(setting => (string[])["-c", $"{setting.Key}={setting.Value}"]);
    }
}
