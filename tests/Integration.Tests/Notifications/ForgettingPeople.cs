using TicketPlatform.Application.Users;

namespace TicketPlatform.Integration.Tests.Notifications;

public sealed class ForgettingPeople
{
    [Fact]
    public async Task What_was_told_of_a_user_is_erased_with_them()
    {
        var (ada, eve) = (Guid.NewGuid(), Guid.NewGuid());
        await using var messenger = await Messenger.StartAsync();
        await messenger.Platform.SendAsync(new PutUser(ada, "ada@example.com"));
        await messenger.TellAsync(
            Messenger.Message("alert.opened:1") with
            {
                DataJson = $$"""{"userId":"{{ada}}","email":"ada@example.com"}""",
            },
            Messenger.Message("alert.opened:2") with
            {
                DataJson = $$"""{"userId":"{{eve}}"}""",
            }
        );

        await messenger.Platform.SendAsync(new DeleteUser(ada));

        (await messenger.Platform.ScalarAsync("select string_agg(title || data, ', ' order by key) from notifications")).ShouldBe(
            $$"""About a person who was erased{}, Title of alert.opened:2{"userId": "{{eve}}"}"""
        );
    }
}
