namespace TicketPlatform.Dev.Run;

/// <summary>What <c>./dev run</c> prints.</summary>
internal static class RunOutput
{
    public static void Progress(string what, string state) => Console.WriteLine($"  {what, -14}{state}");

    public static void Ready(RunFile run, TimeSpan took)
    {
        Console.WriteLine($"Ready after {took.TotalSeconds:0} s.\n");
        Progress("API", run.Api);
        Progress("Swagger UI", $"{run.Api}/swagger");
        if (run.Simulator is not null)
            Progress("Simulator", $"{run.Simulator}/_simulator");
        Progress("For scripts", ".local/run.json");
        Console.WriteLine();
        Console.WriteLine(run.SampleUser is { } user ? OneUsersTickets(run, user) : NewUser(run));
        Console.WriteLine("\nCtrl-C stops everything; the data stays in .local.");
    }

    private static string OneUsersTickets(RunFile run, PlatformUser user) =>
        $"""
            The tickets of {user.Email}:
            curl -s -H 'Authorization: Bearer {run.Tokens.User}' {run.Api}/api/tickets/user/{user.Id}
            """;

    private static string NewUser(RunFile run) =>
        $$"""
            Nobody is a user of the platform yet, or none has open tickets. To add somebody who has written to Zendesk:
            curl -s -X PUT -H 'Authorization: Bearer {{run.Tokens.Admin}}' -H 'Content-Type: application/json' \
              -d '{"email":"somebody@example.com"}' {{run.Api}}/api/users/{{Guid.NewGuid()}}
            """;
}
