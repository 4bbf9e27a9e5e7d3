using System.Net;
using TicketPlatform.Application.Users;

namespace TicketPlatform.Integration.Tests.Rest;

public sealed class BelievingTokens(PlatformHost host) : IClassFixture<PlatformHost>
{
    private static readonly Guid Ada = Guid.Parse("0b7e1f00-0000-4000-8000-000000000001");

    private DateTimeOffset Now => host.Time.GetUtcNow();

    private DateTimeOffset Soon => Now.AddHours(1);

    [Fact]
    public async Task A_valid_token_opens_its_owners_tickets()
    {
        await host.SendAsync(new PutUser(Ada, "ada@example.com"));

        (await GetAsync(Tokens.Of(Ada.ToString(), host.Time))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_token_is_401_and_names_the_scheme()
    {
        var refused = await GetAsync(null);

        await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "authentication-required");
        refused.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
    }

    [Fact]
    public async Task Tokens_that_prove_nothing_are_refused()
    {
        var sub = Ada.ToString();
        string[] wrong =
        [
            Tokens.Sign(sub, Soon, key: "another-key-of-thirty-two-bytes-or-more"),
            Tokens.Sign(sub, Now.AddSeconds(-31)),
            Tokens.Sign(sub, Soon, notBefore: Now.AddSeconds(31)),
            Tokens.Sign(sub, Soon, issuer: "somebody-else"),
            Tokens.Sign(sub, Soon, audience: "another-service"),
            Tokens.Unsigned(Tokens.Sign(sub, Soon)),
            Tokens.Sign(sub, Soon)[..^3] + "AAA",
            "not-a-token",
            new string('x', 3_000),
        ];

        foreach (var token in wrong)
            await (await GetAsync(token)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "authentication-required");
    }

    [Fact]
    public async Task Clocks_may_differ_by_half_a_minute()
    {
        await host.SendAsync(new PutUser(Ada, "ada@example.com"));

        (await GetAsync(Tokens.Sign(Ada.ToString(), Now.AddSeconds(-29)))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(Tokens.Sign(Ada.ToString(), Soon, notBefore: Now.AddSeconds(29)))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_that_was_believed_before_is_not_believed_beyond_its_end()
    {
        await host.SendAsync(new PutUser(Ada, "ada@example.com"));
        var token = Tokens.Sign(Ada.ToString(), Now.AddMinutes(2));
        (await GetAsync(token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        host.Time.Advance(TimeSpan.FromSeconds(151));

        await (await GetAsync(token)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "authentication-required");
    }

    private Task<HttpResponseMessage> GetAsync(string? token) => host.Client(token).GetAsync($"/api/tickets/user/{Ada}");
}
