using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Testing;

/// <summary>The database with the product's schema and nothing in it, from which test databases are cloned.</summary>
public static class TemplateDatabase
{
    private const string Name = "template_platform";

    private static readonly Lazy<Task<string>> Migrated = new(CreateAsync);

    internal static Task<string> GetAsync() => Migrated.Value;

    private static async Task<string> CreateAsync()
    {
        var cluster = await TestCluster.GetAsync();
        await cluster.CreateDatabaseAsync(Name);
        // A pooled connection would stay open, and PostgreSQL does not clone a database that is in use.
        await DatabaseMigrations.MigrateAsync(cluster.ConnectionString(Name) + ";Pooling=false", CancellationToken.None);
        return Name;
    }
}
