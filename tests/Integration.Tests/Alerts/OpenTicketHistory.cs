namespace TicketPlatform.Integration.Tests.Alerts;

/// <summary>How many tickets everybody had open, over time; and the episodes in it, counted by the plainest code.</summary>
internal sealed class OpenTicketHistory
{
    private readonly List<(DateTimeOffset At, Dictionary<Guid, int> Open, Guid? Removed)> _moments = [];

    public void Note(DateTimeOffset at, Dictionary<Guid, int> open, Guid? removed) => _moments.Add((at, open, removed));

    /// <summary>The first opened first.</summary>
    public List<RecountedEpisode> Recount(int limit, TimeSpan dwell, DateTimeOffset until)
    {
        _moments.Add((until, _moments[^1].Open, null));
        var users = _moments.SelectMany(moment => moment.Open.Keys).Distinct();
        return RecountedEpisode.InOrder(users.SelectMany(user => Recount(user, limit, dwell)));
    }

    private List<RecountedEpisode> Recount(Guid user, int limit, TimeSpan dwell)
    {
        var episodes = new List<RecountedEpisode>();
        RecountedEpisode? current = null;
        DateTimeOffset? below = null;
        foreach (var (at, open, removed) in _moments)
        {
            var count = open.GetValueOrDefault(user);
            if (current is not null && below + dwell <= at)
                End(below + dwell);
            if (count > limit)
                current ??= new RecountedEpisode(at, user, null, 0, 0);
            if (current is not null)
                current = current with { Peak = Math.Max(current.Peak, count), Open = count };
            if (current is not null && removed == user)
                End(at);
            below = count > limit ? null : below ?? at;
        }
        End(null);
        return episodes;

        void End(DateTimeOffset? at)
        {
            if (current is not null)
                episodes.Add(current with { Closed = at });
            current = null;
        }
    }
}

internal sealed record RecountedEpisode(DateTimeOffset Opened, Guid User, DateTimeOffset? Closed, int Peak, int Open)
{
    public static List<RecountedEpisode> InOrder(IEnumerable<RecountedEpisode> episodes) =>
        [.. episodes.OrderBy(episode => episode.Opened).ThenBy(episode => episode.User)];
}
