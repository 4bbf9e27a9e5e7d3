using TicketPlatform.Application.Notifications;
using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Integration.Tests.Notifications;

namespace TicketPlatform.Integration.Tests.Persistence;

public sealed class CuttingTexts
{
    [Theory]
    [InlineData("ab", "ab")]
    [InlineData("abcd", "abc")]
    [InlineData("ab😀", "ab")]
    [InlineData("a😀b", "a😀")]
    public void A_text_is_cut_between_characters(string text, string expected) => text.Cut(3).ShouldBe(expected);

    [Fact]
    public async Task An_answer_whose_cut_would_halve_a_character_is_stored()
    {
        await using var panel = await HttpTarget.StartAsync();
        await using var messenger = await Messenger.StartAsync(Messenger.Webhook("panel", panel));
        await messenger.TellAsync("alert.opened:1");
        var words = new string('x', 499);

        await messenger.Platform.WithAsync<INotificationDeliveries, bool>(async deliveries =>
        {
            var now = messenger.Time.GetUtcNow();
            var claimed = await deliveries.ClaimAsync("panel", now, now.AddSeconds(10), 1, CancellationToken.None);
            await deliveries.FailedAsync(claimed.Single(), $"{words}😀", now.AddSeconds(5), CancellationToken.None);
            return true;
        });

        (await messenger.ReceiptsAsync("alert.opened:1")).Single().LastError.ShouldBe(words);
    }
}
