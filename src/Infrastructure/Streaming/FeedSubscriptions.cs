using TicketPlatform.Application.Streaming;

namespace TicketPlatform.Infrastructure.Streaming;

/// <summary>Who follows what on this node, and how far all of them have been told.</summary>
internal sealed class FeedSubscriptions
{
    /// <summary>Streams of one topic on one account on one node: a few tabs and devices.</summary>
    public const int MostPerHolder = 5;

    /// <summary>Streams on one node.</summary>
    public const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<FeedTopic, List<FeedSubscription>> _byTopic = [];
    private int _count;

    /// <summary>Everything up to here was handed to whoever followed then.</summary>
    public long Position { get; private set; }

    public FeedOpening Open(FeedTopic topic, string holder)
    {
        lock (_gate)
        {
            if (_count >= Most)
                return new FeedOpening(null, NodeIsFull: true);
            var all = _byTopic.GetValueOrDefault(topic);
            if (all?.Count(open => open.Holder == holder) >= MostPerHolder)
                return new FeedOpening(null);
            var subscription = new FeedSubscription(this, topic, holder, Position);
            if (all is null)
                _byTopic[topic] = all = new List<FeedSubscription>(1);
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

    /// <summary>Those of these topics that somebody follows.</summary>
    public HashSet<FeedTopic> Followed(IReadOnlySet<FeedTopic> topics)
    {
        lock (_gate)
            return [.. topics.Where(_byTopic.ContainsKey)];
    }

    /// <summary>
    /// Hands over what happened up to a position, a reset before the events that follow it. Answers false, and hands over nothing, when somebody has begun to follow one of
    /// the <paramref name="named"/> topics that was not <paramref name="followed"/> when the events were made.
    /// </summary>
    public bool TryTell(
        IReadOnlySet<FeedTopic> named,
        IReadOnlySet<FeedTopic> followed,
        StreamEvent? reset,
        IReadOnlyList<(FeedTopic Topic, StreamEvent Event)> events,
        long position
    )
    {
        lock (_gate)
        {
            if (named.Any(topic => _byTopic.ContainsKey(topic) && !followed.Contains(topic)))
                return false;
            if (reset is not null)
                foreach (var subscription in _byTopic.Values.SelectMany(all => all))
                    subscription.Tell(reset);
            foreach (var (topic, told) in events)
            foreach (var subscription in _byTopic.GetValueOrDefault(topic) ?? [])
                subscription.Tell(told);
            Position = position;
            return true;
        }
    }

    public void Close(FeedSubscription subscription)
    {
        lock (_gate)
        {
            if (!_byTopic.TryGetValue(subscription.Topic, out var all) || !all.Remove(subscription))
                return;
            _count--;
            if (all.Count == 0)
                _byTopic.Remove(subscription.Topic);
        }
    }
}
