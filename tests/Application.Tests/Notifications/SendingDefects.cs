using TicketPlatform.Application.Notifications;
using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Application.Tests.Notifications;

public sealed class SendingDefects
{
    [Fact]
    public async Task What_no_channel_foresees_is_a_failure_like_any_other_and_tells_no_address()
    {
        var message = new OutgoingMessage(
            Guid.NewGuid(),
            new Notification("a:1", "a", NotificationSeverity.Info, DateTimeOffset.UnixEpoch, "Title", "Body", "{}")
        );

        var outcome = await new TimedSending(new Defective(), TimeProvider.System).SendAsync("panel", message, CancellationToken.None);

        outcome.ShouldBe(new SendOutcome(Delivered: false, "It could not be sent: InvalidOperationException."));
    }

    private sealed class Defective : INotificationTargets
    {
        public IReadOnlyList<string> Names => ["panel"];

        public Task<SendOutcome> SendAsync(string target, OutgoingMessage message, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("https://panel.test/secret");
    }
}
