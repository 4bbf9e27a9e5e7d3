namespace TicketPlatform.Simulator.Tests;

public sealed class TellingUserEvents : IAsyncLifetime
{
    private ListeningAccount account = null!;
    private User ada = null!;

    public async Task InitializeAsync()
    {
        account = await ListeningAccount.StartAsync();
        ada = account.World.Apply(
            new CreateUser
            {
                Name = "Ada",
                Email = "ada@customer.example",
                Verified = true,
            }
        );
    }

    public async Task DisposeAsync() => await account.DisposeAsync();

    [Fact]
    public async Task A_new_user_is_told_with_empty_values_instead_of_nulls()
    {
        var told = await account.TellAsync(new CreateUser { Name = "Grace" });
        var user = account.World.Users.All[^1];
        var json = told.ShouldHaveSingleItem();
        json.GetProperty("type").GetString().ShouldBe("zen:event-type:user.created");
        json.GetProperty("subject").GetString().ShouldBe($"zen:user:{user.Id}");
        var detail = json.Detail;
        detail.GetProperty("id").GetString().ShouldBe($"{user.Id}");
        detail.GetProperty("email").GetString().ShouldBe("");
        detail.GetProperty("external_id").GetString().ShouldBe("");
        detail.GetProperty("organization_id").GetString().ShouldBe("0");
        detail.GetProperty("role").GetString().ShouldBe("end-user");
        // Documented are these alone; a receiver that relied on more would miss it in the real account.
        detail.TryGetProperty("name", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_update_tells_each_field_with_both_values()
    {
        var told = await account.TellAsync(
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
        told.Select(json => json.Type)
            .ShouldBe(["name_changed", "role_changed", "external_id_changed", "suspended_changed", "identity_created"]);
        told[0].Values.ShouldBe(("\"Ada Lovelace\"", "\"Ada\""));
        told[1].Values.ShouldBe(("\"agent\"", "\"end-user\""));
        told[2].Values.ShouldBe(("\"crm:1\"", "\"\""));
        told[3].Values.ShouldBe(("true", "false"));
        told[4].Event.GetProperty("identity").GetProperty("value").GetString().ShouldBe("second@customer.example");
        told.Select(json => json.Sequence).Distinct().ShouldHaveSingleItem();
        (await account.TellAsync(new UpdateUser { UserId = ada.Id, Name = "Ada Lovelace" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Addresses_come_change_and_go()
    {
        var added = await account.TellAsync(new AddIdentity(ada.Id, "second@customer.example", Verified: false));
        var identity = ada.Identities[^1];
        added.Select(json => json.Type).ShouldBe(["identity_created"]);
        var changed = await account.TellAsync(new ChangeIdentity(ada.Id, identity.Id, Verify: true, MakePrimary: true));
        changed.Select(json => json.Type).ShouldBe(["identity_changed", "identity_changed"]);
        var second = changed[1].Event;
        second.GetProperty("current").GetProperty("id").GetString().ShouldBe($"{identity.Id}");
        second.GetProperty("current").GetProperty("primary").GetBoolean().ShouldBeTrue();
        second.GetProperty("previous").GetProperty("primary").GetBoolean().ShouldBeFalse();
        changed.Select(json => json.Detail.GetProperty("email").GetString()).Distinct().ShouldBe(["second@customer.example"]);
        var removed = await account.TellAsync(new RemoveIdentity(ada.Id, identity.Id));
        removed.Select(json => json.Type).ShouldBe(["identity_deleted"]);
        removed[0].Event.GetProperty("identity").GetProperty("value").GetString().ShouldBe("second@customer.example");
    }

    [Fact]
    public async Task A_deleted_user_is_no_longer_active_and_has_no_address()
    {
        var told = await account.TellAsync(new DeleteUser(ada.Id));
        told.Select(json => json.Type).ShouldBe(["deleted", "active_changed"]);
        told[1].Values.ShouldBe(("false", "true"));
        told[0].Detail.GetProperty("email").GetString().ShouldBe("");
    }

    [Fact]
    public async Task A_merge_is_told_once_of_the_loser_with_the_winner()
    {
        var grace = account.World.Apply(new CreateUser { Name = "Grace", Email = "grace@customer.example" });
        account.World.Apply(new CreateTicket { RequesterId = ada.Id });
        var told = await account.TellAsync(new MergeUsers(ada.Id, grace.Id));
        told.Select(json => json.Type).ShouldBe(["merged"]);
        told[0].GetProperty("subject").GetString().ShouldBe($"zen:user:{ada.Id}");
        told[0].Event.GetProperty("target_user_id").GetString().ShouldBe($"{grace.Id}");
    }
}
