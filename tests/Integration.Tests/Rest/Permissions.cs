using System.Net;
using Microsoft.AspNetCore.Authorization;
using TicketPlatform.Application.Users;

namespace TicketPlatform.Integration.Tests.Rest;

/// <summary>By subtraction: whoever is not allowed is refused, so a new role is refused until somebody decides otherwise.</summary>
public sealed class Permissions(PlatformHost host) : IClassFixture<PlatformHost>
{
    private static readonly string[] Roles = ["", "user", "support", "admin", "auditor", "Admin", "admin,user"];
    private static readonly Guid Ada = Guid.Parse("0b7e1f00-0000-4000-8000-000000000001");
    private static readonly Guid Eve = Guid.Parse("0b7e1f00-0000-4000-8000-000000000002");

    public static TheoryData<string, string> AdminOnly =>
        new()
        {
            { "GET", "/api/users" },
            { "GET", $"/api/users/{Ada}" },
            { "PUT", $"/api/users/{Ada}" },
            { "DELETE", $"/api/users/{Ada}" },
            { "GET", $"/api/users/{Ada}/alert-limit" },
            { "PUT", $"/api/users/{Ada}/alert-limit" },
            { "GET", "/api/webhooks/inbox" },
            { "POST", "/api/webhooks/inbox/replay" },
            { "POST", "/api/webhooks/inbox/any/replay" },
            { "GET", "/api/notifications" },
            { "POST", $"/api/notifications/{Ada}/replay" },
            { "POST", "/api/alerts/test" },
            { "GET", "/api/status/database" },
            { "GET", "/health/details" },
        };

    [Theory]
    [MemberData(nameof(AdminOnly))]
    public async Task Everybody_but_an_admin_is_kept_from_what_only_admins_may_do(string method, string path)
    {
        foreach (var role in Roles.Except(["admin"]))
        {
            var refused = await SendAsync(Ada.ToString(), role, method, path);

            await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
            refused.Headers.WwwAuthenticate.ShouldHaveSingleItem().Parameter.ShouldBe("error=\"insufficient_scope\"");
        }
        await (await SendAsync(null, "", method, path)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "authentication-required");
    }

    [Fact]
    public async Task Everybody_but_support_and_admins_finds_no_tickets_but_their_own()
    {
        await host.SendAsync(new PutUser(Ada, "ada@example.com"));

        foreach (var role in Roles.Except(["support", "admin"]))
        {
            var foreign = await SendAsync(Eve.ToString(), role, "GET", $"/api/tickets/user/{Ada}");
            var unknown = await SendAsync(Eve.ToString(), role, "GET", $"/api/tickets/user/{Guid.NewGuid()}");

            var left = await foreign.ShouldBeProblemAsync(HttpStatusCode.NotFound, "user-not-found");
            var right = await unknown.ShouldBeProblemAsync(HttpStatusCode.NotFound, "user-not-found");
            left.GetProperty("title").GetString().ShouldBe(right.GetProperty("title").GetString());
        }
        foreach (var role in new[] { "support", "admin" })
            (await SendAsync("ops", role, "GET", $"/api/tickets/user/{Ada}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Everybody_but_support_and_admins_is_kept_from_the_status()
    {
        foreach (var role in Roles.Except(["support", "admin"]))
            await (await SendAsync(Ada.ToString(), role, "GET", "/api/status")).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await SendAsync(null, "", "GET", "/api/status")).ShouldBeProblemAsync(
            HttpStatusCode.Unauthorized,
            "authentication-required"
        );
        foreach (var role in new[] { "support", "admin" })
            (await SendAsync("ops", role, "GET", "/api/status")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "/api/alerts", HttpStatusCode.OK)]
    [InlineData("GET", "/api/alerts/stream?lastEventId=none", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/alerts/0b7e1f00-0000-4000-8000-00000000000a", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/alerts/0b7e1f00-0000-4000-8000-00000000000a/acknowledge", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/alerts/0b7e1f00-0000-4000-8000-00000000000a/snooze", HttpStatusCode.BadRequest)]
    public async Task Everybody_but_support_and_admins_is_kept_from_alerts(string method, string path, HttpStatusCode allowed)
    {
        foreach (var role in Roles.Except(["support", "admin"]))
            await (await SendAsync(Ada.ToString(), role, method, path)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        foreach (var role in new[] { "support", "admin" })
            (await SendAsync("ops", role, method, path)).StatusCode.ShouldBe(allowed);
    }

    [Fact]
    public async Task Who_is_neither_a_user_nor_has_a_role_is_forbidden() =>
        await (await SendAsync("ops", "auditor", "GET", $"/api/tickets/user/{Ada}")).ShouldBeProblemAsync(
            HttpStatusCode.Forbidden,
            "forbidden"
        );

    [Fact]
    public void Every_endpoint_says_who_may_use_it()
    {
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        endpoints.Count.ShouldBeGreaterThan(5);
        endpoints
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<IAuthorizeData>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            )
            .Select(endpoint => endpoint.RoutePattern.RawText)
            .ShouldBeEmpty();
    }

    private async Task<HttpResponseMessage> SendAsync(string? subject, string role, string method, string path)
    {
        using var client = host.Client(subject is null ? null : Tokens.Of(subject, host.Time, role));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "PUT")
            request.Content = JsonContent.Create(new { email = "ada@example.com" });
        return await client.SendAsync(request);
    }
}
