using System.Globalization;
using Npgsql;
using TicketPlatform.Dev.Run;
using TicketPlatform.Testing;

namespace TicketPlatform.Dev.Commands;

/// <summary><c>./dev psql</c>: psql on the database of the present run.</summary>
internal static class PsqlCommand
{
    public static async Task<int> ExecuteAsync(string[] arguments)
    {
        var database = RunFile.Read()?.DatabaseConnection;
        if (database is null || !await AnswersAsync(database))
            throw new CommandFailedException("there is no database to look into; start one with ./dev run");
        var psql = FindPsql() ?? throw new CommandFailedException("psql is missing; install the package postgresql-client");
        var port = database.Port.ToString(CultureInfo.InvariantCulture);
        return await Passthrough.RunAsync(
            [psql, "-h", database.Host!, "-p", port, "-U", database.Username!, "-d", database.Database!, .. arguments],
            new Dictionary<string, string> { ["PGPASSWORD"] = database.Password! }
        );
    }

    private static string? FindPsql() =>
        ExecutablePath.Find("psql")
        ?? (PostgresBinaries.FindInstalled() is { } binaries ? Path.Combine(binaries.Folder, "psql") : null) switch
        {
            { } beside when File.Exists(beside) => beside,
            _ => null,
        };

    private static async Task<bool> AnswersAsync(NpgsqlConnectionStringBuilder database)
    {
        try
        {
            await using var connection = new NpgsqlConnection(database.ConnectionString);
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
