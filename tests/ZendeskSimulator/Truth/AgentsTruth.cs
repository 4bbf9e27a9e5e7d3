namespace TicketPlatform.ZendeskSimulator.Truth;

internal sealed record AgentTruth(
    long AgentId,
    string Name,
    long Resolutions,
    decimal Credits,
    long OwnedSeconds,
    decimal? CreditsPerHour,
    DurationTruth Handling,
    int? Rank,
    bool Eligible,
    string? Reason
);

/// <summary>Tickets that were resolved in the window and do not count.</summary>
internal sealed record ExclusionTruth(long Merged, long Proactive, long Reopened);

/// <summary>The agents of one window, as they are published.</summary>
internal sealed record AgentsTruth(
    string Window,
    string AsOf,
    IReadOnlyList<AgentTruth> Agents,
    IReadOnlyList<long> Winners,
    decimal? Margin,
    long Unattributed,
    ExclusionTruth Excluded,
    string? Reason,
    int Definition
)
{
    private const int DefinitionVersion = 1;
    private const uint Hold = 86_400;

    /// <summary>The agents as of an instant. <paramref name="window"/> is a length in seconds.</summary>
    public static AgentsTruth Of(World world, string name, uint window, uint asOf)
    {
        lock (world.Gate)
        {
            var recent = TicketLives
                .Audits(world, asOf)
                .Select(audits => Live(world, audits))
                .Where(life => !life.IsDeleted && life.AllResolutions.Count > 0)
                .Where(life => life.AllResolutions[^1].At is var last && last + window + Hold >= asOf && last + Hold < asOf)
                .ToList();
            var counted = recent
                .Where(life => !life.IsMergedAway && !life.IsProactive && life.Standing is not null)
                .Select(life => life.Standing!)
                .ToList();
            var ranking = AgentScores.Rank([.. AgentScores.Of(counted)]);
            return new AgentsTruth(
                name,
                WireTime.Text(asOf),
                [.. ranking.Select(score => score.Publish(world.Users[score.Agent]))],
                [.. ranking.Where(score => score.Rank == 1).Select(score => world.Users[score.Agent].Id)],
                MarginOf(ranking),
                counted.Count(resolution => resolution.Owned.Values.Sum() == 0),
                Exclusions(recent),
                ranking.Any(score => score.Rank == 1) ? null : "nobodyEligible",
                DefinitionVersion
            );
        }
    }

    private static TicketLife Live(World world, IEnumerable<IReadOnlyList<TicketEvent>> audits)
    {
        var life = new TicketLife(world);
        foreach (var audit in audits)
            life.Take(audit);
        return life;
    }

    private static decimal? MarginOf(IReadOnlyList<AgentScore> ranking)
    {
        var winner = ranking.FirstOrDefault(score => score.Rank == 1);
        var next = ranking.FirstOrDefault(score => score.Rank > 1);
        return winner is null || next is null ? null : PublishedNumber.Plain(winner.CreditsPerHour!.Value - next.CreditsPerHour!.Value);
    }

    private static ExclusionTruth Exclusions(IReadOnlyList<TicketLife> recent)
    {
        var merged = recent.Where(life => life.IsMergedAway).ToList();
        var proactive = recent.Except(merged).Where(life => life.IsProactive).ToList();
        var reopened = recent.Except(merged).Except(proactive).Where(life => life.Standing is null);
        return new ExclusionTruth(merged.Count, proactive.Count, reopened.Count());
    }
}
