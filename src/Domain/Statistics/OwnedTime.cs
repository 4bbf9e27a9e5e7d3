namespace TicketPlatform.Domain.Statistics;

/// <summary>An agent's part in a resolution.</summary>
/// <param name="AgentId">Zendesk's id.</param>
/// <param name="Seconds">How long the ticket was new or open and theirs, up to the resolution.</param>
/// <param name="Billionths">Their share of the credit for it; the shares of a ticket add up to 10^9.</param>
public sealed record OwnedTime(long AgentId, long Seconds, long Billionths)
{
    /// <summary>The credit for one ticket.</summary>
    public const long WholeTicket = 1_000_000_000;

    /// <summary>
    /// Shares the credit in proportion to the seconds, rounded down; what is left over goes to the largest remainders, among equal
    /// ones to the lowest id. Who owned it for no time gets nothing.
    /// </summary>
    public static IReadOnlyList<OwnedTime> Share(IReadOnlyList<(long AgentId, long Seconds)> owned)
    {
        if (owned is [(var only, > 0 and var all)])
            return [new OwnedTime(only, all, WholeTicket)];
        var parts = owned.Where(part => part.Seconds > 0).OrderBy(part => part.AgentId).ToList();
        Int128 total = parts.Sum(part => part.Seconds);
        var shares = parts.ConvertAll(part => Int128.DivRem(part.Seconds * (Int128)WholeTicket, total));
        var left = WholeTicket - shares.Sum(share => (long)share.Quotient);
        var favoured = parts.Index().OrderByDescending(part => shares[part.Index].Remainder).Take((int)left).Select(part => part.Index);
        var lucky = favoured.ToHashSet();
        return
        [
            .. parts.Select(
                (part, index) => new OwnedTime(part.AgentId, part.Seconds, (long)shares[index].Quotient + (lucky.Contains(index) ? 1 : 0))
            ),
        ];
    }
}
