using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace TicketPlatform.WebApi.OpenApi;

/// <summary>The head of the document: title, tags and how to log in.</summary>
internal static class ApiDescription
{
    public const string Bearer = "bearer";

    private static readonly (string Name, string Description)[] Tags =
    [
        ("Tickets", "What a user asked for, and how far it is."),
        ("Statistics", "How the support does, hour by hour, and what proves it. For support and admins."),
        ("Alerts", "Users with more than 3 open tickets. For support and admins."),
        ("Users", "The company's users, whose tickets are found by e-mail. For admins."),
        ("Webhooks", "For Zendesk, and for admins whatever of it could not be applied."),
        ("Notifications", "Messages that could not be delivered. For admins."),
        ("Operations", "For probes and operators."),
    ];

    public static Task DescribeAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "TicketPlatform",
            Version = "v1",
            Description =
                "A live mirror of a company's Zendesk tickets, matched to its own users by e-mail. "
                + "Lists are paged by `cursor`; every error is a problem (RFC 9457); every answer carries `X-Request-Id`.",
        };
        document.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }).ToHashSet();
        document.Components ??= new OpenApiComponents();
        document.AddComponent<IOpenApiSecurityScheme>(
            Bearer,
            new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "An access token. In development, `./dev token` makes one.",
            }
        );
        // Where the document was fetched from is where the API is: a fixed server would be wrong behind a proxy.
        document.Servers = [];
        return Task.CompletedTask;
    }
}
