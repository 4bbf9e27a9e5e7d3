namespace TicketPlatform.Testing;

/// <summary>How to start a private cluster.</summary>
public sealed record PrivateClusterOptions
{
    /// <summary>
    /// Where the data lives. Null is a throw-away cluster in the temporary folder: without any promise against
    /// power failure, and gone with this process.
    /// </summary>
    public string? DataDirectory { get; init; }

    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Keeps PostgreSQL's own promise that a commit survives a crash. A throw-away cluster has no use for it.</summary>
    public bool Durable { get; init; }

    /// <summary>Further PostgreSQL settings, which win over ours.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
