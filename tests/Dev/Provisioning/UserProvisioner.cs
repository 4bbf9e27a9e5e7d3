using Npgsql;
using TicketPlatform.Dev.Run;

namespace TicketPlatform.Dev.Provisioning;

/// <summary>
/// Gives the platform its demo users before it starts, so that the first synchronisation finds them and readiness means that
/// every list is complete. Customers use <c>PUT /api/users/{id}</c>.
/// </summary>
internal sealed class UserProvisioner(SimulatedPeople people)
{
    /// <summary>Creates the users that are missing, and answers those chosen. A second time there is nothing to do.</summary>
    public async Task<IReadOnlyList<PlatformUser>> ProvisionAsync(string connectionString, CancellationToken cancellationToken)
    {
        var chosen = UserChoice.From(await people.EndUsersAsync(cancellationToken).ToListAsync(cancellationToken));
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var insert = database.CreateCommand(
            """
            insert into users (id, email, created_at)
            select id, email, now() from unnest($1::uuid[], $2::text[]) as chosen (id, email)
            on conflict do nothing
            """
        );
        insert.Parameters.Add(new() { Value = chosen.Select(user => user.Id).ToArray() });
        insert.Parameters.Add(new() { Value = chosen.Select(user => user.Email).ToArray() });
        var created = await insert.ExecuteNonQueryAsync(cancellationToken);
        RunOutput.Progress("Users", $"{created:N0} created, {chosen.Count - created:N0} were there already");
        return chosen;
    }
}
