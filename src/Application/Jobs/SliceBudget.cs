namespace TicketPlatform.Application.Jobs;

/// <summary>The time that one piece of background work may take: 5 seconds, so that it fits where functions end after that.</summary>
public sealed class SliceBudget(TimeProvider time)
{
    /// <summary>The hard limit of one slice.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // A page is begun only while there is time left to finish it.
    private static readonly TimeSpan LastStart = TimeSpan.FromSeconds(3.5);

    // What is not done by then is given up, so that the slice can still note it.
    private static readonly TimeSpan LastAnswer = TimeSpan.FromSeconds(4.5);

    private readonly long _started = time.GetTimestamp();

    /// <summary>Whether another step may begin.</summary>
    public bool Remains => time.GetElapsedTime(_started) < LastStart;

    /// <summary>Whether a step that was begun may go on, where it can be left at any point.</summary>
    public bool MayGoOn => time.GetElapsedTime(_started) < LastAnswer;

    /// <summary>Whether another step may begin that takes as long as the last one.</summary>
    public bool HasRoomFor(TimeSpan step) => Remains && time.GetElapsedTime(_started) + step < LastAnswer;

    /// <summary>How much longer an answer may be awaited.</summary>
    public TimeSpan LeftToWait => TimeSpan.FromTicks(Math.Max(1, (LastAnswer - time.GetElapsedTime(_started)).Ticks));
}
