using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using TicketPlatform.Application.Tickets;

namespace TicketPlatform.WebApi.Authentication;

/// <summary>Who may do what. A token's <c>role</c> claims count; a user is whoever has a uuid as <c>sub</c>.</summary>
internal static class Policies
{
    /// <summary>Users read their own tickets, support and admins everybody's.</summary>
    public const string ReadTickets = "read-tickets";

    /// <summary>How the platform is doing: support and admins.</summary>
    public const string Support = "support";

    /// <summary>Users, their limits, and what could not be delivered or applied: admins.</summary>
    public const string Administer = "administer";

    /// <summary>The metrics: admins, and whoever has the token of the monitoring.</summary>
    public const string Scrape = "scrape";

    private const string Admin = "admin";
    private const string SupportStaff = "support";
    private const string Nameless = "unknown";

    public static void Define(AuthorizationOptions options, ScrapeToken? scrapeToken)
    {
        options.AddPolicy(
            ReadTickets,
            policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.AsReader is not (null, false))
        );
        options.AddPolicy(Support, policy => policy.RequireAuthenticatedUser().RequireRole(SupportStaff, Admin));
        options.AddPolicy(Administer, policy => policy.RequireAuthenticatedUser().RequireRole(Admin));
        options.AddPolicy(
            Scrape,
            policy =>
                policy.RequireAssertion(context =>
                    context.User.IsInRole(Admin) || (context.Resource is HttpContext http && scrapeToken?.Admits(http.Request) == true)
                )
        );
    }

    extension(ClaimsPrincipal caller)
    {
        /// <summary>The caller as the use cases know them.</summary>
        public Reader AsReader =>
            new(
                Guid.TryParseExact(caller.FindFirst("sub")?.Value, "D", out var id) ? id : null,
                caller.IsInRole(SupportStaff) || caller.IsInRole(Admin)
            );

        /// <summary>What the token calls them, which no other token of theirs changes.</summary>
        public string AccountName => caller.FindFirst("sub")?.Value ?? Nameless;

        /// <summary>Whom others see as the one who did something: their name, or else what their token calls them.</summary>
        public string OperatorName => caller.FindFirst("name")?.Value ?? caller.AccountName;
    }
}
