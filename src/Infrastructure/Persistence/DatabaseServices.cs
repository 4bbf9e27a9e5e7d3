using Microsoft.Extensions.Configuration;
using TicketPlatform.Application.Persistence;

namespace TicketPlatform.Infrastructure.Persistence;

internal static class DatabaseServices
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddDatabase(IConfiguration configuration)
        {
            services.AddSingleton(_ => DataSource(ConnectionString(configuration)));
            services.AddSingleton(_ => new ReadDatabase(ConnectionString(configuration)));
            services.AddDbContext<TicketPlatformDbContext>(
                (provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            );
            services.AddScoped<ITicketPlatformDb>(provider => provider.GetRequiredService<TicketPlatformDbContext>());
            return services;
        }
    }

    /// <summary>Throws <see cref="StartupException"/> where none is set.</summary>
    public static string ConnectionString(IConfiguration configuration) =>
        configuration.GetConnectionString("TicketPlatform")
        ?? throw new StartupException(
            "Set ConnectionStrings__TicketPlatform, for example Host=localhost;Database=ticketplatform;Username=ticketplatform;Password=..."
        );

    private static NpgsqlDataSource DataSource(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "TicketPlatform",
            // Nothing is prepared: of a statement that is cut off while PostgreSQL plans it, which happens to slices, the driver keeps one that
            // it takes to return no rows (npgsql/npgsql#6391), and the next who uses it fails.
            MaxAutoPrepare = 0,
            // No statement of ours may outlive a slice or a request.
            CommandTimeout = 5,
            // A server that does not answer the statement will hardly answer its cancellation, for which the driver connects anew.
            Timeout = 3,
            CancellationTimeout = 200,
        };
        // Metrics name the pool by this and not by its connection string.
        return new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = settings.ApplicationName }.Build();
    }
}
