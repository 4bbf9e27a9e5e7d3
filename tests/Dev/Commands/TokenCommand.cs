using TicketPlatform.Dev.Tokens;

namespace TicketPlatform.Dev.Commands;

/// <summary><c>./dev token</c>: prints a token and nothing else.</summary>
internal static class TokenCommand
{
    private const int DefaultHours = 24;
    private const int LongestHours = 24 * 365;

    public static async Task<int> ExecuteAsync(string[] arguments)
    {
        var options = CommandOptions.Parse("token", arguments, values: ["--user", "--role", "--hours"], flags: []).WithoutRest();
        var lifetime = TimeSpan.FromHours(options.Number("--hours", 1, LongestHours) ?? DefaultHours);
        await Console.Out.WriteLineAsync(Create(options.Value("--user"), options.Value("--role"), lifetime));
        return 0;
    }

    private static string Create(string? user, string? role, TimeSpan lifetime) =>
        (user, role) switch
        {
            (not null, null) => DevTokens.ForUser(ParseUser(user), lifetime),
            (null, "support" or "admin") => DevTokens.ForRole(role, lifetime),
            (null, not null) => throw CommandFailedException.Refuse($"--role must be support or admin, not {role}"),
            _ => throw CommandFailedException.Refuse("token needs either --user <uuid> or --role support|admin"),
        };

    private static Guid ParseUser(string text) =>
        Guid.TryParseExact(text, "D", out var id) ? id : throw CommandFailedException.Refuse($"--user must be a uuid, not {text}");
}
