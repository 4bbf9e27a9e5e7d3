namespace TicketPlatform.Application.Tickets;

/// <summary>Who asks, as far as it decides what they may see.</summary>
/// <param name="UserId">The platform user; null for a caller who is none.</param>
/// <param name="ReadsEverything">Support staff and admins.</param>
public readonly record struct Reader(Guid? UserId, bool ReadsEverything)
{
    public bool MayReadTicketsOf(Guid userId) => ReadsEverything || UserId == userId;
}
