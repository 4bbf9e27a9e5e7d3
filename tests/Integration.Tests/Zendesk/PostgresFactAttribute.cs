namespace TicketPlatform.Integration.Tests.Zendesk;

/// <summary>A fact that needs the database named by <c>ConnectionStrings__TicketPlatformTests</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public static readonly string? ConnectionString = Environment.GetEnvironmentVariable("ConnectionStrings__TicketPlatformTests");

    public PostgresFactAttribute()
    {
        if (ConnectionString is null)
            Skip = "Set ConnectionStrings__TicketPlatformTests to a PostgreSQL database that may be written to.";
    }
}
