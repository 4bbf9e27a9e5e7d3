namespace TicketPlatform.ZendeskSimulator.Truth;

/// <summary>The figures of every whole hour that has ended, each from the events before its end, or before a later instant.</summary>
internal static class HourlyTruth
{
    public const uint Hour = 3_600;

    /// <summary>From an hour (the account's first by default) up to another (excluded; never one that has not ended).</summary>
    public static IReadOnlyList<HourTruth> Of(World world, uint? from, uint? to, uint? asOf)
    {
        lock (world.Gate)
        {
            var end = Math.Min(to ?? uint.MaxValue, world.Clock.Seconds) / Hour;
            var tallies = Tallies(world, end * Hour, asOf);
            if (tallies.Count == 0)
                return [];
            var first = tallies.Keys.Min();
            return [.. Hours(tallies, first, end).Where(hour => hour.Number >= (from ?? 0) / Hour).Select(hour => hour.Truth)];
        }
    }

    private static Dictionary<uint, HourTally> Tallies(World world, uint end, uint? asOf)
    {
        var tallies = new Dictionary<uint, HourTally>();
        foreach (var audits in TicketLives.Audits(world, asOf ?? end))
        {
            var life = new TicketLife(world);
            var later = asOf is null ? life : new TicketLife(world);
            if (asOf is not null)
                foreach (var audit in audits)
                    later.Take(audit);
            foreach (var hour in audits.GroupBy(audit => audit[0].At / Hour))
            {
                foreach (var audit in hour)
                    life.Take(audit);
                if (!tallies.TryGetValue(hour.Key, out var tally))
                    tallies[hour.Key] = tally = new HourTally(hour.Key);
                tally.End(hour.First()[0].Ticket, life);
                tally.Count(later);
            }
        }
        return tallies;
    }

    private static IEnumerable<(uint Number, HourTruth Truth)> Hours(Dictionary<uint, HourTally> tallies, uint first, uint end)
    {
        var backlog = new Backlog();
        for (var hour = first; hour < end; hour++)
        {
            var tally = tallies.GetValueOrDefault(hour) ?? new HourTally(hour);
            foreach (var (ticket, status, createdAt) in tally.Ends)
                backlog.Move(ticket, status, createdAt);
            yield return (hour, new HourTruth(WireTime.Text(hour * Hour), tally.Figures(backlog.At((hour + 1) * Hour))));
        }
    }
}
