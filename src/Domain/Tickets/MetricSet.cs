namespace TicketPlatform.Domain.Tickets;

/// <summary>Zendesk's own figures of a ticket; what it does not tell is null.</summary>
/// <param name="FirstResolutionMinutes">From creation to the first resolution, in whole minutes.</param>
/// <param name="FullResolutionMinutes">From creation to the last one, while it stands.</param>
/// <param name="Reopens">How often it went from solved to an unsolved status.</param>
/// <param name="Replies">Public comments by agents.</param>
public sealed record MetricSet(long? FirstResolutionMinutes, long? FullResolutionMinutes, long? Reopens, long? Replies);
