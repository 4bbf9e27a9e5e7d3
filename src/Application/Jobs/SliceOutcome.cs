namespace TicketPlatform.Application.Jobs;

/// <summary>What one slice of a job did.</summary>
/// <param name="Rows">Rows taken from Zendesk or worked on.</param>
/// <param name="MoreIsWaiting">Whether the next slice should follow at once rather than at its time.</param>
/// <param name="Problem">Why it stopped early, in one line; null if it did not.</param>
public sealed record SliceOutcome(int Rows, bool MoreIsWaiting = false, string? Problem = null)
{
    /// <summary>Somebody else has the work, or it is not due.</summary>
    public static readonly SliceOutcome Nothing = new(0);
}
