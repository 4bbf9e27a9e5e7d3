using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TicketPlatform.Dev.Tokens;
using TicketPlatform.Testing;

namespace TicketPlatform.Dev.Tests;

public sealed class SigningTokens
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    [Fact]
    public async Task A_token_says_who_for_what_and_until_when()
    {
        var noon = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        var text = DevTokens.Sign(Key, "dev-admin", "admin", TimeSpan.FromHours(2), new AdjustableTime(noon));

        var outcome = await new JsonWebTokenHandler().ValidateTokenAsync(
            text,
            new()
            {
                ValidIssuer = "ticketplatform-dev",
                ValidAudience = "ticketplatform",
                IssuerSigningKey = new SymmetricSecurityKey(Convert.FromBase64String(Key)),
                ValidateLifetime = false,
            }
        );

        outcome.IsValid.ShouldBeTrue(outcome.Exception?.Message);
        var token = (JsonWebToken)outcome.SecurityToken;
        token.Subject.ShouldBe("dev-admin");
        token.GetClaim("role").Value.ShouldBe("admin");
        token.ValidTo.ShouldBe(noon.AddHours(2).UtcDateTime);
    }
}
