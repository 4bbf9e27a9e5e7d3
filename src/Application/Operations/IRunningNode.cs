namespace TicketPlatform.Application.Operations;

/// <summary>The process that answers.</summary>
public interface IRunningNode
{
    /// <summary>Its host and process.</summary>
    string Name { get; }

    /// <summary>UTC.</summary>
    DateTimeOffset StartedAt { get; }

    /// <summary>How long ago that was.</summary>
    TimeSpan Uptime { get; }

    /// <summary>What it was asked meanwhile.</summary>
    RequestsStatus Requests { get; }
}
