namespace TicketPlatform.Application.Operations;

/// <summary>What is wrong with the operation, for how long.</summary>
public interface IIncidents
{
    /// <summary>
    /// Notes what is wrong now, in the open transaction, and answers since when. What was not seen for two minutes is over: seen again, it
    /// begins anew.
    /// </summary>
    Task<IReadOnlyList<Incident>> NoteAsync(
        IReadOnlyCollection<OperationalCondition> present,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );
}

/// <param name="Condition">What is wrong.</param>
/// <param name="Since">When it was first seen.</param>
public sealed record Incident(OperationalCondition Condition, DateTimeOffset Since);
