using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace TicketPlatform.Infrastructure.Persistence;

public static class DatabaseStartup
{
    extension(IServiceProvider provider)
    {
        /// <summary>
        /// Brings the database to this version's schema. Throws <see cref="StartupException"/>, or what is wrong with the settings.
        /// </summary>
        public async Task MigrateDatabaseAsync(CancellationToken cancellationToken)
        {
            // The host looks at the settings when it starts: too late for a node that would have changed the schema under the others by then.
            provider.GetRequiredService<IStartupValidator>().Validate();
            await DatabaseMigrations.MigrateAsync(
                DatabaseServices.ConnectionString(provider.GetRequiredService<IConfiguration>()),
                cancellationToken
            );
        }
    }
}
