using System.Text.Json;
using Npgsql;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Ingest;

/// <summary>Gives the platform a user for every end user of the simulator, so that each ticket finds its owner.</summary>
internal static class IngestUsers
{
    public static async Task<int> CopyAsync(string connectionString, ExportWalk walk, CancellationToken cancellationToken)
    {
        var addresses = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        await walk.RunAsync(ExportWalk.Users, page => addresses.UnionWith(EndUsers(page)), cancellationToken);
        if (addresses.Count == 0)
            throw new CommandFailedException("the simulator exports no end users");
        await using var database = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var insert = database.CreateCommand(
            "insert into users (id, email, created_at) select gen_random_uuid(), address, now() from unnest($1::text[]) address"
        );
        insert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. addresses] });
        return await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    private static List<string> EndUsers(byte[] page)
    {
        using var json = JsonDocument.Parse(page);
        return
        [
            .. json
                .RootElement.GetProperty("users")
                .EnumerateArray()
                .Where(user => user.GetProperty("role").GetString() == "end-user")
                .Select(user => user.GetProperty("email").GetString())
                .OfType<string>(),
        ];
    }
}
