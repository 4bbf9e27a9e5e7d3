using Serilog;
using TicketPlatform.Application.Persistence;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Architecture.Tests.Specimens.WebApi.Tickets;

public static class ChattyEndpoints
{
    public static Type[] Deep => [typeof(ITicketPlatformDb), typeof(Ticket)];

    public static async Task<string> AskAsync(IServiceProvider services)
    {
        using var http = new HttpClient();
        Log.CloseAndFlush();
        await services.MigrateDatabaseAsync(CancellationToken.None);
        return await http.GetStringAsync(new Uri("https://example.com"), CancellationToken.None);
    }
}
