using TicketPlatform.ZendeskSimulator.Activity;

namespace TicketPlatform.ZendeskSimulator.Control;

/// <summary>Starts a load of ticket updates at a given pace, one at a time, and tells how far it is.</summary>
internal static class LoadControl
{
    private const int MostPerSecond = 10_000;
    private const int MostSeconds = 3600;

    extension(IEndpointRouteBuilder control)
    {
        public void MapLoadControl()
        {
            control.MapPost("/load", Start);
            control.MapGet("/load", (ChangeLoad load) => load.Progress);
        }
    }

    internal sealed record LoadRequest(int EventsPerSecond, int Seconds, int Seed);

    private static IResult Start(LoadRequest wanted, ChangeLoad load) =>
        wanted is not { EventsPerSecond: > 0 and <= MostPerSecond, Seconds: > 0 and <= MostSeconds }
            ? Results.BadRequest(new { error = $"eventsPerSecond must be 1 to {MostPerSecond}, seconds 1 to {MostSeconds}" })
        : load.TryStart(wanted.EventsPerSecond, wanted.Seconds, wanted.Seed)
            ? Results.Json(load.Progress, statusCode: StatusCodes.Status202Accepted)
        : Results.Conflict(new { error = "a load is running already" });
}
