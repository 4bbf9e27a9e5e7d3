using Npgsql;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Testing;

/// <summary>Compares whose list shows which ticket with the simulated account.</summary>
public static class ListComparison
{
    /// <summary>One line per ticket that is in another list than it should be; empty when all lists are right.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(string connectionString, World world)
    {
        var stored = await StoredAsync(connectionString);
        return
        [
            .. from owned in await OwnersAsync(connectionString, world)
            let truth = owned.Owner ?? "nobody"
            let shown = stored.GetValueOrDefault(owned.Ticket.Id, "missing")
            where truth != shown
            select $"{owned.Ticket.Id}: belongs to {truth}, but stands in the list of {shown}",
        ];
    }

    /// <summary>Whose every ticket of the account is: the address of a platform user in small letters, or null.</summary>
    internal static async Task<IReadOnlyList<(Ticket Ticket, string? Owner)>> OwnersAsync(string connectionString, World world)
    {
        var addresses = await AddressesAsync(connectionString);
        lock (world.Gate)
            return [.. world.Tickets.Select(ticket => (ticket, OwnerOf(world.Users[ticket.Requester], addresses)))];
    }

    // The primary address decides alone; of verified further ones, which count only where it is nobody's, that of the oldest user.
    private static string? OwnerOf(User requester, Dictionary<string, int> addresses)
    {
        if (!requester.Active)
            return null;
        if (requester.Email?.ToLowerInvariant() is { } primary && addresses.ContainsKey(primary))
            return primary;
        return requester
            .Identities.Where(identity => identity is { Primary: false, Verified: true })
            .Select(identity => identity.Value.ToLowerInvariant())
            .Where(addresses.ContainsKey)
            .MinBy(address => addresses[address]);
    }

    private static async Task<Dictionary<long, string>> StoredAsync(string connectionString)
    {
        var owners = new Dictionary<long, string>();
        await ReadAsync(
            connectionString,
            "select ticket.zendesk_id, coalesce(lower(owner.email), 'nobody') from tickets ticket left join users owner on owner.id = ticket.user_id",
            row => owners.Add(row.GetInt64(0), row.GetString(1))
        );
        return owners;
    }

    /// <summary>The users' addresses, each with its rank: the oldest user comes first.</summary>
    private static async Task<Dictionary<string, int>> AddressesAsync(string connectionString)
    {
        var addresses = new Dictionary<string, int>();
        await ReadAsync(
            connectionString,
            "select lower(email) from users order by created_at, id",
            row => addresses.Add(row.GetString(0), addresses.Count)
        );
        return addresses;
    }

    private static async Task ReadAsync(string connectionString, string sql, Action<NpgsqlDataReader> read)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
            read(row);
    }
}
