namespace TicketPlatform.Domain.Synchronization;

/// <summary>How far a stream has come.</summary>
public enum StreamState
{
    /// <summary>It has not reached the end of what Zendesk has, since it (re)started.</summary>
    Backfilling = 0,

    /// <summary>It has reached the end once and follows from there.</summary>
    Live = 1,

    /// <summary>Zendesk refuses the credentials or the role; it is probed once a minute.</summary>
    Stopped = 2,
}
