using TicketPlatform.Architecture.Tests.Specimens.WebApi.Tickets;

namespace TicketPlatform.Architecture.Tests.Specimens.Infrastructure.Tickets;

public sealed class UpwardStore
{
    public static Type Edge => typeof(ChattyEndpoints);
}
