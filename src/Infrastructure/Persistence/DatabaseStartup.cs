using Microsoft.Extensions.Configuration;

namespace TicketPlatform.Infrastructure.Persistence;

public static class DatabaseStartup
{
    extension(IServiceProvider provider)
    {
        /// <summary>Brings the database to this version's schema. Throws <see cref="StartupException"/>.</summary>
        public Task MigrateDatabaseAsync(CancellationToken cancellationToken) =>
            DatabaseMigrations.MigrateAsync(
                DatabaseServices.ConnectionString(provider.GetRequiredService<IConfiguration>()),
                cancellationToken
            );
    }
}
