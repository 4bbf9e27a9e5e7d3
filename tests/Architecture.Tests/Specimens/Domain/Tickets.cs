using Microsoft.EntityFrameworkCore;

namespace TicketPlatform.Architecture.Tests.Specimens.Domain.Tickets;

public abstract class LeakyTicketBase
{
    public string Subject { get; set; } = "";

    public int Priority { get; init; }
}

public class LeakyTicket : LeakyTicketBase
{
    // A lambda, so that the reference hides in a nested class of the compiler.
    public static Func<string> Table { get; } = () => nameof(LeakyTicket) + typeof(DbContext).Name;
}
