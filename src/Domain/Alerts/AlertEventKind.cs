namespace TicketPlatform.Domain.Alerts;

/// <summary>What can happen to an episode.</summary>
public enum AlertEventKind
{
    /// <summary>The open tickets exceeded the limit.</summary>
    Opened,

    /// <summary>There are more open tickets than ever before in this episode.</summary>
    Peaked,

    /// <summary>The open tickets are at the limit or below: the dwell time begins.</summary>
    Fell,

    /// <summary>They exceeded the limit again before the dwell time was over.</summary>
    Rose,

    /// <summary>They exceeded the second threshold, for the first time in this episode.</summary>
    Escalated,

    /// <summary>Nobody had acknowledged it in time, or its snooze was over.</summary>
    Reminded,

    /// <summary>Somebody takes care of it.</summary>
    Acknowledged,

    /// <summary>Somebody wants to be told again later.</summary>
    Snoozed,

    /// <summary>The open tickets stayed at the limit or below for the dwell time.</summary>
    Closed,

    /// <summary>The user was removed.</summary>
    Abandoned,
}
