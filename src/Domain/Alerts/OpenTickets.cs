namespace TicketPlatform.Domain.Alerts;

/// <summary>A user's open tickets at one moment.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Count">How many.</param>
/// <param name="Limit">How many they may have.</param>
/// <param name="Tickets">Zendesk's ids, ascending; of very many only the newest.</param>
public sealed record OpenTickets(Guid UserId, int Count, int Limit, IReadOnlyList<long> Tickets)
{
    /// <summary>Whether there are too many.</summary>
    public bool ExceedLimit => Count > Limit;
}
