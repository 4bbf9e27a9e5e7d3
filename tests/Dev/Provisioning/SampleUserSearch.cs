using TicketPlatform.Dev.Run;
using TicketPlatform.Dev.Tokens;

namespace TicketPlatform.Dev.Provisioning;

/// <summary>Finds a user worth looking at.</summary>
internal sealed class SampleUserSearch(PlatformClient platform)
{
    private const int Candidates = 100;
    private const int Plenty = 4;
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(24);

    /// <summary>The first user with plenty of open tickets, else the one with most; null when nobody has any.</summary>
    public async Task<PlatformUser?> FindAsync(IReadOnlyList<PlatformUser> users, CancellationToken cancellationToken)
    {
        var (best, most) = ((PlatformUser?)null, 0);
        foreach (var user in users.Take(Candidates))
        {
            var open = await platform.OpenTicketsAsync(user.Id, DevTokens.ForUser(user.Id, TokenLifetime), cancellationToken);
            if (open > most)
                (best, most) = (user, open);
            if (most >= Plenty)
                break;
        }
        return best;
    }
}
