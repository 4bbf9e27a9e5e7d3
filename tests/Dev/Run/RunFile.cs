using System.Text.Json;
using Npgsql;
using TicketPlatform.Dev.Local;

namespace TicketPlatform.Dev.Run;

/// <summary>What <c>.local/run.json</c> tells scripts about the present run. It is deleted when the run ends.</summary>
/// <param name="Api">Where the API listens.</param>
/// <param name="Simulator">Where the simulator listens; null with a real Zendesk.</param>
/// <param name="Zendesk">The credentials the API uses towards Zendesk.</param>
/// <param name="Database">A <c>postgresql://</c> address, as psql takes it.</param>
/// <param name="Tokens">Tokens for the API.</param>
/// <param name="SampleUser">A platform user with open tickets, whose token is <see cref="RunTokens.User"/>; null with a real Zendesk.</param>
internal sealed record RunFile(
    string Api,
    string? Simulator,
    RunZendesk Zendesk,
    string Database,
    RunTokens Tokens,
    PlatformUser? SampleUser
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>How Npgsql reaches the database.</summary>
    internal NpgsqlConnectionStringBuilder DatabaseConnection
    {
        get
        {
            var address = new Uri(Database);
            var credentials = address.UserInfo.Split(':');
            return new()
            {
                Host = address.Host,
                Port = address.Port,
                Username = credentials[0],
                Password = credentials[1],
                Database = address.AbsolutePath.TrimStart('/'),
                Pooling = false,
            };
        }
    }

    /// <summary>The address of a database for <see cref="Database"/>.</summary>
    public static string AddressOf(NpgsqlConnectionStringBuilder database) =>
        $"postgresql://{database.Username}:{database.Password}@{database.Host}:{database.Port}/{database.Database}";

    public static RunFile? Read() =>
        File.Exists(LocalFiles.RunFile) ? JsonSerializer.Deserialize<RunFile>(File.ReadAllText(LocalFiles.RunFile), Json) : null;

    public static void Delete() => File.Delete(LocalFiles.RunFile);

    public void Write() => SecretFile.Write(LocalFiles.RunFile, JsonSerializer.Serialize(this, Json));
}

/// <summary>Zendesk's credentials: the e-mail address and the API token, both null with OAuth.</summary>
internal sealed record RunZendesk(string? Email, string? Token);

/// <summary>One token for each role; the user's is null when there is no sample user.</summary>
internal sealed record RunTokens(string Admin, string Support, string? User);

/// <summary>A user of the platform.</summary>
internal sealed record PlatformUser(Guid Id, string Email);
