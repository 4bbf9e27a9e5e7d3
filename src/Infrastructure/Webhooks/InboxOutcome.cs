namespace TicketPlatform.Infrastructure.Webhooks;

/// <summary>What became of a message, as stored; null while it waits.</summary>
internal static class InboxOutcome
{
    public const string Applied = "applied";

    /// <summary>It was about something that is not mirrored.</summary>
    public const string Ignored = "ignored";

    /// <summary>It was given up; somebody must look at it.</summary>
    public const string Dead = "dead";
}
