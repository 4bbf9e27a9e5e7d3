namespace TicketPlatform.Simulator.Tests;

public sealed class TellingUserEvents : IAsyncLifetime
{
    private Zendesk zendesk = null!;
    private WebhookReceiver receiver = null!;
    private User ada = null!;

    public async Task InitializeAsync()
    {
        receiver = await WebhookReceiver.StartAsync();
        zendesk = await Zendesk.StartAsync();
        ada = zendesk.World.Apply(
            new CreateUser
            {
                Name = "Ada",
                Email = "ada@customer.example",
                Verified = true,
            }
        );
        zendesk.Server.RegisterWebhook(receiver.Address);
    }

    public async Task DisposeAsync()
    {
        await zendesk.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_new_user_is_told_with_empty_values_instead_of_nulls()
    {
        var (user, told) = await TellAsync(new CreateUser { Name = "Grace" });
        var json = told.ShouldHaveSingleItem();
        json.GetProperty("type").GetString().ShouldBe("zen:event-type:user.created");
        json.GetProperty("subject").GetString().ShouldBe($"zen:user:{user.Id}");
        var detail = json.GetProperty("detail");
        detail.GetProperty("id").GetString().ShouldBe($"{user.Id}");
        detail.GetProperty("name").GetString().ShouldBe("Grace");
        detail.GetProperty("email").GetString().ShouldBe("");
        detail.GetProperty("external_id").GetString().ShouldBe("");
        detail.GetProperty("organization_id").GetString().ShouldBe("0");
        detail.GetProperty("role").GetString().ShouldBe("end-user");
        detail.GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task An_update_tells_each_field_with_both_values()
    {
        var (_, told) = await TellAsync(
            new UpdateUser
            {
                UserId = ada.Id,
                Name = "Ada Lovelace",
                Role = "agent",
                ExternalId = "crm:1",
                Suspended = true,
                Email = "second@customer.example",
                Notes = "no event",
            }
        );
        Names(told).ShouldBe(["name_changed", "role_changed", "external_id_changed", "suspended_changed", "identity_created"]);
        Values(told[0]).ShouldBe(("\"Ada Lovelace\"", "\"Ada\""));
        Values(told[1]).ShouldBe(("\"agent\"", "\"end-user\""));
        Values(told[2]).ShouldBe(("\"crm:1\"", "\"\""));
        Values(told[3]).ShouldBe(("true", "false"));
        told[4].GetProperty("event").GetProperty("identity").GetProperty("value").GetString().ShouldBe("second@customer.example");
        told.Select(json => json.GetProperty("event").GetProperty("meta").GetProperty("sequence").GetProperty("id").GetString())
            .Distinct()
            .ShouldHaveSingleItem();
        (await TellAsync(new UpdateUser { UserId = ada.Id, Name = "Ada Lovelace" })).Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Addresses_come_change_and_go()
    {
        var (identity, added) = await TellAsync(new AddIdentity(ada.Id, "second@customer.example", Verified: false));
        Names(added).ShouldBe(["identity_created"]);
        var (_, changed) = await TellAsync(new ChangeIdentity(ada.Id, identity.Id, Verify: true, MakePrimary: true));
        Names(changed).ShouldBe(["identity_changed", "identity_changed"]);
        var second = changed[1].GetProperty("event");
        second.GetProperty("current").GetProperty("id").GetString().ShouldBe($"{identity.Id}");
        second.GetProperty("current").GetProperty("primary").GetBoolean().ShouldBeTrue();
        second.GetProperty("previous").GetProperty("primary").GetBoolean().ShouldBeFalse();
        changed.ShouldAllBe(json => json.GetProperty("detail").GetProperty("email").GetString() == "second@customer.example");
        var (_, removed) = await TellAsync(new RemoveIdentity(ada.Id, identity.Id));
        Names(removed).ShouldBe(["identity_deleted"]);
        removed[0].GetProperty("event").GetProperty("identity").GetProperty("value").GetString().ShouldBe("second@customer.example");
    }

    [Fact]
    public async Task A_deleted_user_is_no_longer_active_and_has_no_address()
    {
        var (_, told) = await TellAsync(new DeleteUser(ada.Id));
        Names(told).ShouldBe(["deleted", "active_changed"]);
        Values(told[1]).ShouldBe(("false", "true"));
        told[0].GetProperty("detail").GetProperty("email").GetString().ShouldBe("");
        told[0].GetProperty("detail").GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_merge_is_told_once_of_the_loser_with_the_winner()
    {
        var grace = zendesk.World.Apply(new CreateUser { Name = "Grace", Email = "grace@customer.example" });
        zendesk.World.Apply(new CreateTicket { RequesterId = ada.Id });
        var (_, told) = await TellAsync(new MergeUsers(ada.Id, grace.Id));
        Names(told).ShouldBe(["merged"]);
        told[0].GetProperty("subject").GetString().ShouldBe($"zen:user:{ada.Id}");
        told[0].GetProperty("event").GetProperty("target_user_id").GetString().ShouldBe($"{grace.Id}");
    }

    private async Task<(T Result, List<JsonElement> Told)> TellAsync<T>(Change<T> change)
    {
        await zendesk.Server.WebhooksSettledAsync();
        receiver.Forget();
        var result = zendesk.World.Apply(change);
        await zendesk.Server.WebhooksSettledAsync();
        return (result, receiver.Events);
    }

    private static IEnumerable<string> Names(IEnumerable<JsonElement> told) =>
        told.Select(json => json.GetProperty("type").GetString()!["zen:event-type:user.".Length..]);

    private static (string Current, string Previous) Values(JsonElement told) =>
        (told.GetProperty("event").GetProperty("current").GetRawText(), told.GetProperty("event").GetProperty("previous").GetRawText());
}
