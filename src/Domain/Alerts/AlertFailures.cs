using TicketPlatform.Domain.Kernel;

namespace TicketPlatform.Domain.Alerts;

/// <summary>Why an alert cannot be changed.</summary>
public static class AlertFailures
{
    /// <summary>It is over.</summary>
    public static readonly Failure Closed = new(FailureKind.Conflict, "alert-closed", "The alert is closed; there is nothing left to do.");

    /// <summary>Somebody else was first.</summary>
    public static Failure AcknowledgedBy(Acknowledgement earlier) =>
        new(FailureKind.Conflict, "alert-acknowledged", $"{earlier.By} has acknowledged the alert already.");

    /// <summary>There is none.</summary>
    public static Failure NotFound(Guid id) => new(FailureKind.NotFound, "alert-not-found", $"There is no alert {id}.");
}
