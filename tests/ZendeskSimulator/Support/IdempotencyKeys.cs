using System.Security.Cryptography;

namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>Answers of POST /tickets by Idempotency-Key, kept for two hours of the simulator's time.</summary>
internal sealed class IdempotencyKeys(SimulatorClock clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);
    private readonly Dictionary<string, Stored> answers = [];

    public sealed record Stored(string BodyHash, DateTimeOffset At, string Location, byte[] Answer);

    /// <summary>Held while a ticket is created, so that two requests with one key make one ticket.</summary>
    public Lock Gate { get; } = new();

    public Stored? Find(string key) => answers.TryGetValue(key, out var stored) && clock.GetUtcNow() - stored.At < Lifetime ? stored : null;

    public void Keep(string key, byte[] body, string location, byte[] answer) =>
        answers[key] = new Stored(HashOf(body), clock.GetUtcNow(), location, answer);

    public static string HashOf(byte[] body) => Convert.ToHexString(SHA256.HashData(body));
}
