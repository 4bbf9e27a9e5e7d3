using System.Text;
using Microsoft.Extensions.Options;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.Infrastructure.Zendesk;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Webhooks;

/// <summary>Vectors computed from Zendesk's description, with its secret for tests.</summary>
public sealed class SigningWebhooks
{
    private const string TestSecret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";
    private const string At = "2026-03-02T09:15:00Z";

    [Theory]
    [InlineData("""{"ping":"pong"}""", "rzObxILLcaJn9OgZ+LhLGpD9fHDp3AumlM05hJ+3wxU=")]
    [InlineData("", "Mcrmsg7hmlOHRLqoM/aVnAEkrcYJ7Sfc9Gea9U/ikJE=")]
    [InlineData("""{"subject":"Größe – naïve ✓"}""", "/esFskq3l9AAqKcrIX01XeSbv705xswUF4PQfBg+qbY=")]
    public void The_secret_is_text_and_signs_timestamp_and_body(string body, string signature) =>
        Check(body, signature).ShouldBe(SignatureVerdict.Genuine);

    [Theory]
    [InlineData("""{"ping":"pong"}""", "gxStCYat2UpgwqydkKUrAlAh192LKrhJaiLwZkv6NwA=")] // with the secret decoded from base64
    [InlineData("""{"say": "hello"}""", "tRDSF7URY8BLCDlaBcQ7FHu051Zk+aAB0NKMP53teMw=")] // of another secret, in the obsolete order
    public void What_was_signed_otherwise_is_wrong(string body, string signature) =>
        Check(body, signature).ShouldBe(SignatureVerdict.Wrong);

    [Fact]
    public void Without_a_secret_nothing_is_genuine() =>
        Check("""{"ping":"pong"}""", "rzObxILLcaJn9OgZ+LhLGpD9fHDp3AumlM05hJ+3wxU=", " ").ShouldBe(SignatureVerdict.NoSecret);

    private static SignatureVerdict Check(string body, string signature, string secret = TestSecret)
    {
        var options = Options.Create(new ZendeskOptions { WebhookSecrets = [secret] });
        var time = new AdjustableTime(DateTimeOffset.Parse(At, System.Globalization.CultureInfo.InvariantCulture).AddMinutes(1));
        return new WebhookSignatures(options, time).Check(new WebhookDelivery(signature, At, null, null, Encoding.UTF8.GetBytes(body)));
    }
}
