using TicketPlatform.Dev.Run;

namespace TicketPlatform.Dev.Provisioning;

/// <summary>Gives the platform its demo users, through its own interface.</summary>
internal sealed class UserProvisioner(SimulatedPeople people, PlatformClient platform)
{
    private const int Concurrency = 4;
    private const int ReportEvery = 1000;

    /// <summary>Creates the users that are missing, and answers those chosen. A second time there is nothing to do.</summary>
    public async Task<IReadOnlyList<PlatformUser>> ProvisionAsync(string adminToken, CancellationToken cancellationToken)
    {
        var chosen = UserChoice.From(await people.EndUsersAsync(cancellationToken).ToListAsync(cancellationToken));
        var existing = await platform.UsersAsync(adminToken, cancellationToken);
        var ids = existing.Select(user => user.Id).ToHashSet();
        var emails = existing.Select(user => user.Email).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = chosen.Where(user => !ids.Contains(user.Id) && !emails.Contains(user.Email)).ToList();

        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            missing,
            parallel,
            async (user, token) =>
            {
                await platform.PutUserAsync(user, adminToken, token);
                if (Interlocked.Increment(ref done) is var count && count % ReportEvery == 0)
                    RunOutput.Progress("Users", $"{count:N0} of {missing.Count:N0} created");
            }
        );
        RunOutput.Progress("Users", $"{missing.Count:N0} created, {chosen.Count - missing.Count:N0} were there already");
        return chosen;
    }
}
