namespace TicketPlatform.ZendeskSimulator.Truth;

/// <summary>What one agent did in a window; users are positions in the account.</summary>
internal sealed record AgentScore(int Agent, long Billionths, long Seconds, IReadOnlyList<long> Handled, int? Rank = null)
{
    public decimal? CreditsPerHour =>
        Seconds == 0 ? null : PublishedNumber.Of(Billionths * 3_600m / (AgentScores.Ticket * (decimal)Seconds));

    /// <summary>Whether the credit by time is higher; compared crosswise, since no quotient is exact.</summary>
    public bool Beats(AgentScore other) => (Int128)Billionths * other.Seconds > (Int128)other.Billionths * Seconds;

    public AgentTruth Publish(User user) =>
        new(
            user.Id,
            user.Name,
            Handled.Count,
            PublishedNumber.Plain((decimal)Billionths / AgentScores.Ticket),
            Seconds,
            CreditsPerHour,
            DurationTruth.Of(Handled),
            Rank,
            Rank is not null,
            Rank is null ? "tooFewCredits" : null
        );
}

/// <summary>Shares the credit for the resolutions that count, and ranks who has a part in them.</summary>
internal static class AgentScores
{
    /// <summary>The credit for one ticket, in billionths.</summary>
    public const long Ticket = 1_000_000_000;

    public static IEnumerable<AgentScore> Of(IReadOnlyList<Resolution> counted)
    {
        var credits = counted.SelectMany(Share).ToLookup(part => part.Agent, part => part.Billionths);
        var owned = counted.SelectMany(resolution => resolution.Owned).ToLookup(part => part.Key, part => part.Value);
        var handled = counted
            .Where(resolution => resolution.Assignee != Names.None)
            .ToLookup(resolution => resolution.Assignee, resolution => resolution.Owned.GetValueOrDefault(resolution.Assignee));
        var agents = credits.Select(parts => parts.Key).Union(handled.Select(parts => parts.Key));
        return agents.Select(agent => new AgentScore(agent, credits[agent].Sum(), owned[agent].Sum(), [.. handled[agent]]));
    }

    /// <summary>The eligible by rank, then the others; among equal ones by id.</summary>
    public static IReadOnlyList<AgentScore> Rank(IReadOnlyList<AgentScore> scores)
    {
        var ascending = scores.Select(score => score.Billionths).Order().ToList();
        var eligible = scores.Where(score =>
            score.Billionths >= 5 * Ticket && 4 * score.Billionths >= ascending[(ascending.Count - 1) / 2]
        );
        var ranked = eligible.Select(score => score with { Rank = 1 + eligible.Count(other => other.Beats(score)) });
        return
        [
            .. ranked.OrderBy(score => score.Rank).ThenBy(score => score.Agent),
            .. scores.Except(eligible).OrderBy(score => score.Agent),
        ];
    }

    // Who owned a ticket for no time at all has no part in it. Rounding down leaves some billionths over; they go to the largest remainders, among equal ones to the lowest id.
    private static IEnumerable<(int Agent, long Billionths)> Share(Resolution resolution)
    {
        var parts = resolution.Owned.Where(part => part.Value > 0).OrderBy(part => part.Key).ToList();
        var total = parts.Sum(part => part.Value);
        var shares = parts.ToDictionary(part => part.Key, part => Ticket * part.Value / total);
        var left = (int)(Ticket - shares.Values.Sum());
        if (parts.Count > 0)
            foreach (var part in parts.OrderByDescending(part => Ticket * part.Value % total).Take(left))
                shares[part.Key]++;
        return shares.Select(share => (share.Key, share.Value));
    }
}
