using TicketPlatform.Application.Streaming;

namespace TicketPlatform.Infrastructure.Streaming;

/// <summary>Who follows what on this node, and how far all of them have been told.</summary>
internal sealed class FeedSubscriptions
{
    /// <summary>Streams of one user on one node: a few tabs and devices.</summary>
    public const int MostPerUser = 5;

    /// <summary>Streams on one node.</summary>
    public const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, List<FeedSubscription>> _byUser = [];
    private int _count;

    /// <summary>Everything up to here was handed to whoever followed then.</summary>
    public long Position { get; private set; }

    public FeedOpening Open(Guid user)
    {
        lock (_gate)
        {
            if (_count >= Most)
                return new FeedOpening(null, NodeIsFull: true);
            var all = _byUser.GetValueOrDefault(user);
            if (all?.Count >= MostPerUser)
                return new FeedOpening(null);
            var subscription = new FeedSubscription(this, user, Position);
            if (all is null)
                _byUser[user] = all = new List<FeedSubscription>(1);
            all.Add(subscription);
            _count++;
            return new FeedOpening(subscription);
        }
    }

    /// <summary>Begins where the log ends.</summary>
    public void Begin(long position)
    {
        lock (_gate)
            Position = position;
    }

    /// <summary>Those of these users whom somebody follows.</summary>
    public HashSet<Guid> Followed(IReadOnlySet<Guid> users)
    {
        lock (_gate)
            return [.. users.Where(_byUser.ContainsKey)];
    }

    /// <summary>
    /// Hands over what happened up to a position. Answers false, and hands over nothing, when somebody has begun to follow one of
    /// the <paramref name="named"/> users who was not <paramref name="followed"/> when the events were made.
    /// </summary>
    public bool TryTell(
        IReadOnlySet<Guid> named,
        IReadOnlySet<Guid> followed,
        IReadOnlyList<(Guid User, ListEvent Event)> events,
        ListEvent? reset,
        long position
    )
    {
        lock (_gate)
        {
            if (named.Any(user => _byUser.ContainsKey(user) && !followed.Contains(user)))
                return false;
            foreach (var (user, told) in events)
            foreach (var subscription in _byUser.GetValueOrDefault(user) ?? [])
                subscription.Tell(told);
            if (reset is not null)
                foreach (var subscription in _byUser.Values.SelectMany(all => all))
                    subscription.Tell(reset);
            Position = position;
            return true;
        }
    }

    public void Close(FeedSubscription subscription)
    {
        lock (_gate)
        {
            if (!_byUser.TryGetValue(subscription.User, out var all) || !all.Remove(subscription))
                return;
            _count--;
            if (all.Count == 0)
                _byUser.Remove(subscription.User);
        }
    }
}
