namespace TicketPlatform.Domain.Notifications;

/// <summary>
/// When a delivery that failed is tried again: after 5 seconds, and each time after twice as long, up to an hour; for a day, then it is a dead
/// letter. Every pause is up to a fifth shorter or longer, so that what failed together does not come back together.
/// </summary>
public static class DeliveryLadder
{
    /// <summary>How long a message is tried.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromDays(1);

    private const double Jitter = 0.2;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(6);

    /// <summary>The pause after a number of failed attempts (at least 1).</summary>
    /// <param name="attempts">How many have failed.</param>
    /// <param name="asked">What the target asked for; it is granted up to 6 hours, and never shortens the pause.</param>
    /// <param name="chance">From 0 to 1, at random.</param>
    public static TimeSpan After(int attempts, TimeSpan? asked, double chance)
    {
        var doublings = Math.Min(attempts - 1, 30);
        var pause = TimeSpan.FromTicks(Math.Min(First.Ticks << doublings, Longest.Ticks)) * (1 + Jitter * (2 * chance - 1));
        return asked is { } wish && wish > pause ? Least(wish, LongestAsked) : pause;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
