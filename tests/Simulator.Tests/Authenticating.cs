using System.Net.Http.Headers;

namespace TicketPlatform.Simulator.Tests;

public sealed class Authenticating : IAsyncLifetime
{
    private Zendesk zendesk = null!;

    public async Task InitializeAsync() => zendesk = await Zendesk.StartAsync();

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Fact]
    public async Task A_wrong_token_is_refused_in_one_key()
    {
        zendesk.SignIn("bot@acme.test", "wrong");
        var answer = await zendesk.GetAsync("/api/v2/tickets", HttpStatusCode.Unauthorized);
        answer.GetRawText().ShouldBe("""{"error":"Couldn't authenticate you"}""");
    }

    [Fact]
    public async Task A_stranger_is_an_anonymous_user_to_users_me()
    {
        zendesk.SignIn("bot@acme.test", "wrong");
        var user = (await zendesk.GetAsync("/api/v2/users/me.json")).GetProperty("user");
        user.GetProperty("id").ValueKind.ShouldBe(JsonValueKind.Null);
        user.GetProperty("name").GetString().ShouldBe("Anonymous user");
    }

    [Fact]
    public async Task The_anonymous_user_can_be_switched_off()
    {
        await using var strict = await Zendesk.StartAsync(
            new SimulatorOptions
            {
                Users = 3,
                Tickets = 3,
                AnonymousUsersMe = false,
            }
        );
        strict.SignIn("bot@acme.test", "wrong");
        await strict.GetAsync("/api/v2/users/me", HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("bot@acme.test", HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData("agent2@acme.test", HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    public async Task Exports_are_for_admins_and_tickets_for_agents(string email, HttpStatusCode export, HttpStatusCode tickets)
    {
        zendesk.SignIn(email, "simulator-token");
        await zendesk.GetAsync("/api/v2/incremental/tickets/cursor?start_time=0", export);
        await zendesk.GetAsync("/api/v2/tickets", tickets);
    }

    [Fact]
    public async Task An_end_user_is_forbidden_with_a_title_and_a_message()
    {
        var endUser = zendesk.World.Users.All.First(user => user is { Active: true, Role: "end-user" });
        zendesk.SignIn(endUser.Email!, "simulator-token");
        var answer = await zendesk.GetAsync("/api/v2/tickets", HttpStatusCode.Forbidden);
        answer.GetProperty("error").GetProperty("title").GetString().ShouldBe("Forbidden");
        (await zendesk.GetAsync("/api/v2/users/me")).GetProperty("user").GetProperty("id").GetInt64().ShouldBe(endUser.Id);
    }

    [Fact]
    public async Task An_oauth_token_works_until_it_expires_on_the_simulators_clock()
    {
        await SignInByOAuthAsync("read write", expiresIn: 600);
        await zendesk.GetAsync("/api/v2/incremental/tickets/cursor?start_time=0");
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(550));
        (await zendesk.GetAsync("/api/v2/oauth/tokens/current")).GetProperty("token").GetProperty("scopes").GetArrayLength().ShouldBe(2);
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(51));
        await zendesk.GetAsync("/api/v2/tickets", HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("raed", HttpStatusCode.Forbidden)]
    [InlineData("tickets:read", HttpStatusCode.OK)]
    [InlineData("users:read", HttpStatusCode.Forbidden)]
    public async Task A_misspelled_or_foreign_scope_opens_nothing(string scope, HttpStatusCode expected)
    {
        await SignInByOAuthAsync(scope, expiresIn: 3600);
        await zendesk.GetAsync("/api/v2/incremental/tickets/cursor?start_time=0", expected);
    }

    [Theory]
    [InlineData("wrong", 3600, HttpStatusCode.Unauthorized)]
    [InlineData("simulator-secret", 300, HttpStatusCode.BadRequest)]
    [InlineData("simulator-secret", 172_800, HttpStatusCode.BadRequest)]
    public async Task A_wrong_secret_or_lifetime_gets_no_token(string secret, int expiresIn, HttpStatusCode expected) =>
        await zendesk.SendAsync(HttpMethod.Post, "/oauth/tokens", Credentials("read", expiresIn, secret), expected);

    private async Task SignInByOAuthAsync(string scope, int expiresIn)
    {
        var token = await zendesk.SendAsync(HttpMethod.Post, "/oauth/tokens", Credentials(scope, expiresIn, "simulator-secret"));
        token.GetProperty("token_type").GetString().ShouldBe("bearer");
        zendesk.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            token.GetProperty("access_token").GetString()
        );
    }

    private static string Credentials(string scope, int expiresIn, string secret) =>
        $$"""{"grant_type":"client_credentials","client_id":"simulator-client","client_secret":"{{secret}}","scope":"{{scope}}","expires_in":{{expiresIn}}}""";
}
