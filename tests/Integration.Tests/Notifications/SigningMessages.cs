using System.Text;
using TicketPlatform.Infrastructure.Notifications;

namespace TicketPlatform.Integration.Tests.Notifications;

/// <summary>With the example that the Standard Webhooks specification publishes.</summary>
public sealed class SigningMessages
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1614265330);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");

    [Fact]
    public void The_published_example_is_signed_as_published() => WebhookSignature.Of(Id, At, Body, [Key(Secret)]).ShouldBe(Signature);

    [Fact]
    public void While_a_secret_is_replaced_both_sign() =>
        WebhookSignature.Of(Id, At, Body, [new byte[24], Key(Secret)]).Split(' ')[1].ShouldBe(Signature);

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_no base64 at all")]
    public void What_is_no_secret_of_the_specification_is_none(string secret) => WebhookSignature.KeyIn(secret).ShouldBeNull();

    private static byte[] Key(string secret) => WebhookSignature.KeyIn(secret)!;
}
