using TicketPlatform.Application.Users;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Users;

public sealed class RememberingRoles
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_roles_within_one_second_the_one_that_was_told_last_is_remembered(bool atOnce)
    {
        await using var platform = await Platform.StartAsync();
        var customer = Observed.User(501, "ada@example.com");
        var agent = customer with { Role = "agent" };

        if (atOnce)
            await platform.SendAsync(new ApplyZendeskUsers([customer, agent]));
        else
        {
            await platform.SendAsync(new ApplyZendeskUsers([customer]));
            await platform.SendAsync(new ApplyZendeskUsers([agent]));
            await platform.SendAsync(new ApplyZendeskUsers([agent]));
        }

        (await platform.ScalarAsync("select role from zendesk_users where id = 501")).ShouldBe("agent");
        (
            await platform.ScalarAsync(
                "select string_agg(taken.role || ' ' || (since = updated_at), ', ') from zendesk_user_roles taken join zendesk_users known on known.id = taken.user_id"
            )
        ).ShouldBe("agent true");
    }
}
