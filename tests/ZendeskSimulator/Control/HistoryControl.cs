using TicketPlatform.ZendeskSimulator.Activity;

namespace TicketPlatform.ZendeskSimulator.Control;

/// <summary>Lets the account live through hours in a moment.</summary>
internal static class HistoryControl
{
    private const int MostHours = 24 * 366;
    private const int MostPerHour = 1_000;

    extension(IEndpointRouteBuilder control)
    {
        public void MapHistoryControl() => control.MapPost("/history", Live);
    }

    internal sealed record HistoryRequest(int Hours, int ChangesPerHour, int Seed);

    private static IResult Live(HistoryRequest wanted, World world) =>
        wanted is { Hours: > 0 and <= MostHours, ChangesPerHour: >= 0 and <= MostPerHour }
            ? Results.Json(LivedHours.Live(world, TimeSpan.FromHours(wanted.Hours), wanted.Hours * wanted.ChangesPerHour, wanted.Seed))
            : Results.BadRequest(new { error = $"hours must be 1 to {MostHours}, changesPerHour 0 to {MostPerHour}" });
}
