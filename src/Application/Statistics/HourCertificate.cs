namespace TicketPlatform.Application.Statistics;

/// <summary>What shows that the figures of an hour rest on everything that happened.</summary>
/// <param name="Verdict">
/// green; amber where Zendesk's own figures differ from ours and nothing known explains it, or where a history is gone.
/// </param>
/// <param name="Definition">Of the figures.</param>
/// <param name="HoldSeconds">How old a resolution had to be before an agent was credited with it.</param>
/// <param name="Product">The version that computed them.</param>
/// <param name="Facts">What they were computed from.</param>
/// <param name="Streams">How it was read.</param>
/// <param name="HistoriesRead">Tickets of the hour whose whole history was read, because their events did not add up.</param>
/// <param name="HistoriesGone">Tickets of the hour that seem to lack an event, and of which Zendesk has no history any more.</param>
/// <param name="Gaps">Of the ticket ids; null before the first audit.</param>
/// <param name="SecondOpinion">Zendesk's own figures beside ours.</param>
public sealed record HourCertificate(
    string Verdict,
    int Definition,
    long HoldSeconds,
    string Product,
    FactsProof Facts,
    IReadOnlyList<StreamProof> Streams,
    int HistoriesRead,
    int HistoriesGone,
    GapProof? Gaps,
    SecondOpinionFigures SecondOpinion
);

/// <summary>The facts behind an hour: all events, before its end, of the tickets to which something happened in it.</summary>
/// <param name="Tickets">How many tickets.</param>
/// <param name="Events">How many events.</param>
/// <param name="Sha256">Over the lines <c>ticket id,event id</c>, each ended by a line feed, in the order of these two numbers; lower-case hexadecimal.</param>
public sealed record FactsProof(int Tickets, int Events, string Sha256);

/// <param name="Compared">Figures of tickets that could be compared.</param>
/// <param name="Confirmed">Equal within rounding.</param>
/// <param name="Explained">Different for a known cause.</param>
/// <param name="Unexplained">Different, and nobody knows why.</param>
public sealed record SecondOpinionFigures(int Compared, int Confirmed, int Explained, int Unexplained);
