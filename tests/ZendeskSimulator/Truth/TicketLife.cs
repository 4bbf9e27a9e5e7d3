namespace TicketPlatform.ZendeskSimulator.Truth;

/// <summary>A resolution, and what had happened to the ticket up to it. Users are positions in the account, times Unix seconds.</summary>
/// <param name="Assignee">After the update that resolved it; <see cref="Names.None"/> is nobody.</param>
/// <param name="Replies">Those of the same update included.</param>
/// <param name="Spent">Seconds by the category of the status.</param>
/// <param name="Owned">Seconds in new and open by assignee.</param>
internal sealed record Resolution(
    uint At,
    int Assignee,
    int Replies,
    IReadOnlyDictionary<int, long> Spent,
    IReadOnlyDictionary<int, long> Owned
)
{
    public long SecondsIn(params ReadOnlySpan<int> categories)
    {
        var seconds = 0L;
        foreach (var category in categories)
            seconds += Spent.GetValueOrDefault(category);
        return seconds;
    }
}

/// <summary>
/// What has happened to one ticket so far, retold from its audits alone by the plainest code: every audit is one moment, whatever the
/// order of its parts.
/// </summary>
internal sealed class TicketLife(World world)
{
    private readonly Dictionary<int, long> spent = [];
    private readonly Dictionary<int, long> owned = [];
    private readonly List<Resolution> resolutions = [];
    private readonly List<uint> reopens = [];
    private int assignee = Names.None;
    private int replies;
    private uint now;
    private bool isMergeTagged;
    private bool stands;

    public uint CreatedAt { get; private set; }

    /// <summary>The category of the status: an unknown one counts as open.</summary>
    public int Status { get; private set; } = Names.None;

    /// <summary>Solved by its own creation.</summary>
    public bool IsProactive { get; private set; }

    public uint? FirstReplyAt { get; private set; }

    public bool IsUnsolved => IsUnsolvedStatus(Status);

    public bool IsDeleted => Status == Names.Deleted;

    public bool IsMergedAway => isMergeTagged && Status == Names.Closed;

    /// <summary>Oldest first; that a merge made some of them void does not show here.</summary>
    public IReadOnlyList<Resolution> AllResolutions => resolutions;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Resolution> Resolutions => IsMergedAway ? [] : resolutions;

    /// <summary>The last resolution, if it was not undone.</summary>
    public Resolution? Standing => stands && !IsDeleted && Resolutions is [.., var last] ? last : null;

    public IReadOnlyList<uint> Reopens => reopens;

    public void Take(IReadOnlyList<TicketEvent> audit)
    {
        var at = audit[0].At;
        var isCreation = audit.Any(change => change.Field == TicketField.Created);
        var before = Status;
        Spend(at);
        if (isCreation)
            CreatedAt = at;
        foreach (var change in audit)
            Take(change, isCreation);
        Judge(before, at, isCreation);
    }

    private void Spend(uint at)
    {
        if (IsUnsolved)
            spent[Status] = spent.GetValueOrDefault(Status) + at - now;
        if (Status is Names.New or Names.Open && assignee != Names.None)
            owned[assignee] = owned.GetValueOrDefault(assignee) + at - now;
        now = at;
    }

    private void Take(TicketEvent change, bool isCreation)
    {
        if (change.Field == TicketField.Status)
            Status = Category(change.To);
        if (change.Field == TicketField.Assignee)
            assignee = change.To;
        if (change.Field == TicketField.Tags)
            isMergeTagged = (world.Names[change.To] ?? "").Split(' ').Contains("closed_by_merge");
        if (change is { Field: TicketField.Comment, From: 1 } && !isCreation && IsByStaff(change))
        {
            replies++;
            FirstReplyAt ??= change.At;
        }
    }

    private void Judge(int before, uint at, bool isCreation)
    {
        if (IsResolvedStatus(Status) && (before == Names.None || IsUnsolvedStatus(before)))
        {
            resolutions.Add(new Resolution(at, assignee, replies, spent.ToDictionary(), owned.ToDictionary()));
            stands = true;
            IsProactive |= isCreation;
        }
        if (IsUnsolved)
            stands = false;
        if (IsUnsolved && before == Names.Solved)
            reopens.Add(at);
    }

    private bool IsByStaff(TicketEvent comment) =>
        comment.Author != TicketEvent.Automation && world.Users[comment.Author].WasStaff(comment.At);

    private static int Category(int status) =>
        status is Names.New or Names.Pending or Names.Hold or Names.Solved or Names.Closed or Names.Deleted ? status : Names.Open;

    private static bool IsResolvedStatus(int status) => status is Names.Solved or Names.Closed;

    private static bool IsUnsolvedStatus(int status) => status is Names.New or Names.Open or Names.Pending or Names.Hold;
}
