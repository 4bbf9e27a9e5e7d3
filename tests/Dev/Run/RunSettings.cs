using System.Text.Json;
using TicketPlatform.Dev.Local;

namespace TicketPlatform.Dev.Run;

/// <summary>What the data in <c>.local</c> was made from. It cannot change until that data is deleted.</summary>
internal sealed record RunSettings(int Users, int Tickets, int Seed, string? Zendesk)
{
    private static RunSettings Default { get; } = new(Users: 200, Tickets: 5000, Seed: 7, Zendesk: null);

    /// <summary>What was asked for; what was not asked for is as it was last time.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="previous">The settings of the data that exists; null when there is none.</param>
    /// <exception cref="CommandFailedException">The existing data was made from something else.</exception>
    public static RunSettings Settle(CommandOptions options, RunSettings? previous)
    {
        var known = previous ?? Default;
        var settings = new RunSettings(
            options.Number("--users", 1, 1_000_000) ?? known.Users,
            options.Number("--tickets", 0, 10_000_000) ?? known.Tickets,
            options.Number("--seed", 0, int.MaxValue) ?? known.Seed,
            options.Value("--zendesk") is { } address ? ParseAddress(address) : null
        );
        return previous is null || settings == previous
            ? settings
            : throw CommandFailedException.Refuse(
                $"the data in .local is of {previous.Describe()}, not of {settings.Describe()}; rm -rf .local starts afresh"
            );
    }

    public static RunSettings? Read() =>
        File.Exists(LocalFiles.Settings) ? JsonSerializer.Deserialize<RunSettings>(File.ReadAllText(LocalFiles.Settings)) : null;

    public void Write() => SecretFile.Write(LocalFiles.Settings, JsonSerializer.Serialize(this));

    public string Describe() => Zendesk ?? $"{Users:N0} users, {Tickets:N0} tickets, seed {Seed}";

    private static string ParseAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback)
            ? address.GetLeftPart(UriPartial.Authority)
            : throw CommandFailedException.Refuse($"--zendesk must be an https address such as https://acme.zendesk.com, not {text}");
}
