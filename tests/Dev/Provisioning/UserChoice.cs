using System.Security.Cryptography;
using System.Text;
using TicketPlatform.Dev.Run;

namespace TicketPlatform.Dev.Provisioning;

/// <summary>
/// Decides who of Zendesk's people is a user of the platform, the same on every run: most are, some under a further address that they
/// have verified, some are not; and the platform has a few users Zendesk has never heard of.
/// </summary>
internal static class UserChoice
{
    private const int NotAUserPercent = 5;
    private const int FurtherAddressPercent = 30;
    private const int UnknownToZendeskPercent = 3;

    /// <summary>The users to provision. A person becomes one user, never two.</summary>
    public static IReadOnlyList<PlatformUser> From(IReadOnlyCollection<SimulatedPerson> people)
    {
        var known = people.Where(person => person.Active).Select(AddressOf).OfType<string>();
        var unknown = Enumerable
            .Range(1, Math.Max(1, people.Count * UnknownToZendeskPercent / 100))
            .Select(number => $"newcomer{number}@elsewhere.test");
        return
        [
            .. known
                .Concat(unknown)
                .DistinctBy(email => email.ToLowerInvariant())
                .Select(email => new PlatformUser(PlatformUserId.Of(email), email)),
        ];
    }

    private static string? AddressOf(SimulatedPerson person)
    {
        if (person.Email is not { } primary)
            return null;
        var percent = Percent(primary);
        var further = person.Identities?.FirstOrDefault(identity => identity is { Verified: true, Primary: false })?.Value;
        return percent < NotAUserPercent ? null
            : further is not null && percent < NotAUserPercent + FurtherAddressPercent ? further
            : primary;
    }

    // From the address alone, so that more people or another order change nobody else's fate.
    private static int Percent(string email) => SHA256.HashData(Encoding.UTF8.GetBytes(email.ToLowerInvariant()))[31] * 100 / 256;
}
