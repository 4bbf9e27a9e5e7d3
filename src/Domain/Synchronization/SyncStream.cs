namespace TicketPlatform.Domain.Synchronization;

/// <summary>
/// The checkpoint of one export stream: leased by one slice at a time, and fenced, so that a slice that lost its
/// lease can write nothing more.
/// </summary>
public sealed class SyncStream(string name)
{
    /// <summary>Zendesk withholds the changes of the last minute from its exports.</summary>
    public static readonly TimeSpan BlindMinute = TimeSpan.FromSeconds(60);

    /// <summary>The largest page that Zendesk gives, in rows.</summary>
    public const int LargestPage = 1_000;

    /// <summary>The smallest page asked for after time-outs, in rows.</summary>
    public const int SmallestPage = 50;

    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMinutes(1);

    public string Name { get; } = name;

    public StreamState State { get; private set; }

    /// <summary>The unbroken walk that the next page belongs to.</summary>
    public Guid Run { get; private set; }

    /// <summary>Number of the last stored page of the run; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>Opaque; null before the first page of a run that held rows.</summary>
    public string? Cursor { get; private set; }

    /// <summary>Where the run began, Unix seconds.</summary>
    public long StartTime { get; private set; }

    /// <summary>Rows asked for per page; halved after a time-out, doubled after a success.</summary>
    public int PageSize { get; private set; } = LargestPage;

    /// <summary>Everything that Zendesk recorded before this instant (its clock) is stored; null until that was so once.</summary>
    public DateTimeOffset? Watermark { get; private set; }

    /// <summary>When the walk towards the end of the stream began that is not there yet (Zendesk's clock); null between two.</summary>
    public DateTimeOffset? WalkBeganAt { get; private set; }

    /// <summary>
    /// When the last walk that reached the end of the stream began (Zendesk's clock): what could be seen then is stored. Null before the
    /// first.
    /// </summary>
    public DateTimeOffset? DrainedSince { get; private set; }

    /// <summary>When the first page of all was asked for (Zendesk's clock): what could be seen then was read. Null before.</summary>
    public DateTimeOffset? BegunAt { get; private set; }

    /// <summary>The newest version stored, Unix seconds.</summary>
    public long NewestVersion { get; private set; }

    /// <summary>Rows stored since the beginning, repetitions included.</summary>
    public long Rows { get; private set; }

    /// <summary>When the run last reached the end of the stream (Zendesk's clock).</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    public DateTimeOffset? LastSucceededAt { get; private set; }

    /// <summary>Slices that failed since the last success.</summary>
    public int Failures { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>The statuses of the requests since the last page that brought none, in order; 0 stands for no answer.</summary>
    public int[] MissedAttempts { get; private set; } = [];

    /// <summary>No slice starts before this instant.</summary>
    public DateTimeOffset? RetryAt { get; private set; }

    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>Rises with every lease; a checkpoint counts only under the fence that its slice was given.</summary>
    public long Fence { get; private set; }

    public ExportPosition Position => new(Cursor, StartTime);

    /// <summary>Gives the stream to one slice unless another has it or it must wait.</summary>
    public bool TryLease(DateTimeOffset now, TimeSpan duration)
    {
        if (LeasedUntil > now || RetryAt > now)
            return false;
        if (LeasedUntil is not null)
            ShrinkPages(); // the slice before never ended: killed, or cut off over a page too large for it
        LeasedUntil = now + duration;
        Fence++;
        return true;
    }

    public void Release() => LeasedUntil = null;

    /// <summary>Starts a new walk at <paramref name="startTime"/> (Unix seconds).</summary>
    public void Begin(Guid run, long startTime) =>
        (Run, Sequence, Cursor, StartTime, CompletedAt, WalkBeganAt) = (run, 0, null, startTime, null, null);

    /// <summary>
    /// Starts a new walk at a cursor, because the chain of the present one is broken after it. Whoever still walks the present one can write
    /// nothing more.
    /// </summary>
    /// <param name="run">The new walk.</param>
    /// <param name="cursor">Up to which the present walk is proven; null where not even its first page is.</param>
    /// <param name="error">What is broken, for people.</param>
    public void BeginAgain(Guid run, string? cursor, string error)
    {
        Begin(run, StartTime);
        (Cursor, LastError, LeasedUntil) = (cursor, error, null);
        Fence++;
    }

    /// <summary>Moves past a page whose rows are stored in the same transaction, and answers its link of the chain.</summary>
    public SyncPage Advance(PageReceipt page, DateTimeOffset now)
    {
        Sequence++;
        var link = new SyncPage(
            Run,
            Sequence,
            Name,
            Cursor,
            page.AfterCursor ?? Cursor,
            StartTime,
            page.Rows,
            page.EndOfStream,
            page.Sha256,
            [.. MissedAttempts, .. page.Attempts],
            page.ZendeskTime,
            now
        );

        Cursor = link.CursorOut;
        Rows += page.Rows;
        NewestVersion = Math.Max(NewestVersion, page.NewestVersion);
        WalkBeganAt ??= page.ZendeskTime;
        BegunAt ??= page.ZendeskTime;
        if (page.EndOfStream)
            (DrainedSince, WalkBeganAt) = (WalkBeganAt, null);
        if (page.EndOfStream)
            (State, Watermark, CompletedAt) = (StreamState.Live, page.ZendeskTime - BlindMinute, page.ZendeskTime);
        else if (State == StreamState.Stopped)
            State = Watermark is null ? StreamState.Backfilling : StreamState.Live;
        Succeed(now);
        return link;
    }

    /// <summary>Notes that nothing is left to do, for a stream that has no pages.</summary>
    public void CatchUp(DateTimeOffset now)
    {
        (State, Watermark, CompletedAt) = (StreamState.Live, now, now);
        Succeed(now);
    }

    /// <summary>Notes the statuses of requests that brought nothing: they belong to the next page, which they were made for.</summary>
    public void Miss(IReadOnlyCollection<int> attempts) => MissedAttempts = [.. MissedAttempts, .. attempts];

    /// <summary>Notes a failed slice; the cursor stays, so the next slice asks the same question again.</summary>
    public void Fail(string error, DateTimeOffset now, TimeSpan pause)
    {
        Failures++;
        (LastError, RetryAt) = (error, now + pause);
    }

    /// <summary>Notes that Zendesk refuses the caller: asking on would change nothing.</summary>
    public void Stop(string error, DateTimeOffset now)
    {
        Fail(error, now, ProbeInterval);
        State = StreamState.Stopped;
    }

    /// <summary>Notes that the page was too large to arrive in time.</summary>
    public void ShrinkPages() => PageSize = Math.Max(PageSize / 2, SmallestPage);

    private void Succeed(DateTimeOffset now)
    {
        PageSize = Math.Min(PageSize * 2, LargestPage);
        (LastSucceededAt, Failures, LastError, MissedAttempts, RetryAt) = (now, 0, null, [], null);
    }
}
