using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Integration.Tests.Users;

public sealed class MatchingRequesters : IAsyncLifetime
{
    private Mirror _mirror = null!;

    private World World => _mirror.Zendesk.World;

    public async Task InitializeAsync() => _mirror = await Mirror.StartAsync(users: 20, tickets: 60);

    public async Task DisposeAsync() => await _mirror.DisposeAsync();

    [Fact]
    public async Task Every_platform_user_sees_exactly_what_the_owner_of_their_address_requested()
    {
        var requesters = World.Users.All.Where(user => user is { Role: "end-user", Active: true, Email: not null }).ToList();
        var users = new List<(Guid Id, long Requester)>();
        foreach (var requester in requesters)
            users.Add((await _mirror.ProvisionAsync(requester.Email!.ToUpperInvariant()), requester.Id));

        await _mirror.SettleAsync();

        foreach (var (id, requester) in users)
            (await _mirror.TicketsOfAsync(id)).ShouldBe(_mirror.TruthOf(requester));
    }

    [Fact]
    public async Task A_user_created_after_their_tickets_sees_them_at_once()
    {
        var ticket = Create("ada@example.com");
        await _mirror.SettleAsync();

        var ada = await _mirror.ProvisionAsync("Ada@Example.COM");

        (await _mirror.TicketsOfAsync(ada)).Keys.ShouldBe([ticket.Id]);
    }

    [Fact]
    public async Task A_verified_further_address_opens_the_tickets_of_its_owner()
    {
        var ticket = Create("ada@example.com");
        World.Apply(new AddIdentity(Requester("ada@example.com").Id, "ada@home.example", Verified: true));
        var ada = await _mirror.ProvisionAsync("ada@home.example");

        await _mirror.SettleAsync();

        (await _mirror.TicketsOfAsync(ada)).Keys.ShouldBe([ticket.Id]);
    }

    [Fact]
    public async Task An_unverified_further_address_opens_nothing_until_it_is_verified()
    {
        var ticket = Create("ada@example.com");
        var requester = Requester("ada@example.com");
        var identity = World.Apply(new AddIdentity(requester.Id, "mallory@example.com", Verified: false));
        var mallory = await _mirror.ProvisionAsync("mallory@example.com");
        await _mirror.SettleAsync();

        (await _mirror.TicketsOfAsync(mallory)).ShouldBeEmpty();

        World.Apply(new ChangeIdentity(requester.Id, identity.Id, Verify: true, MakePrimary: false));
        await _mirror.SettleAsync();
        (await _mirror.TicketsOfAsync(mallory)).Keys.ShouldBe([ticket.Id]);
    }

    [Fact]
    public async Task A_verified_address_that_was_removed_opens_nothing_any_more()
    {
        Create("ada@example.com");
        var requester = Requester("ada@example.com");
        var identity = World.Apply(new AddIdentity(requester.Id, "ada@home.example", Verified: true));
        var ada = await _mirror.ProvisionAsync("ada@home.example");
        await _mirror.SettleAsync();
        (await _mirror.TicketsOfAsync(ada)).Count.ShouldBe(1);

        World.Apply(new RemoveIdentity(requester.Id, identity.Id));
        await _mirror.SettleAsync();

        (await _mirror.TicketsOfAsync(ada)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_primary_address_decides_where_two_platform_users_share_a_requester()
    {
        var ticket = Create("ada@example.com");
        World.Apply(new AddIdentity(Requester("ada@example.com").Id, "ada@home.example", Verified: true));
        var home = await _mirror.ProvisionAsync("ada@home.example");
        var work = await _mirror.ProvisionAsync("ada@example.com");

        await _mirror.SettleAsync();

        (await _mirror.TicketsOfAsync(work)).Keys.ShouldBe([ticket.Id]);
        (await _mirror.TicketsOfAsync(home)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ticket_whose_requester_changes_moves_to_the_other_user()
    {
        var ticket = Create("ada@example.com");
        var (ada, bob) = (await _mirror.ProvisionAsync("ada@example.com"), await _mirror.ProvisionAsync("bob@example.com"));
        await _mirror.SettleAsync();

        World.Apply(new UpdateTicket { TicketId = ticket.Id, RequesterEmail = "bob@example.com" });
        await _mirror.SettleAsync();

        (await _mirror.TicketsOfAsync(ada)).ShouldBeEmpty();
        (await _mirror.TicketsOfAsync(bob)).Keys.ShouldBe([ticket.Id]);
    }

    [Fact]
    public async Task The_tickets_of_a_merged_requester_follow_to_the_winner()
    {
        var (lost, own) = (Create("old@example.com"), Create("new@example.com"));
        var winner = await _mirror.ProvisionAsync("new@example.com");
        await _mirror.SettleAsync();

        World.Apply(new MergeUsers(Requester("old@example.com").Id, Requester("new@example.com").Id));
        await _mirror.SettleAsync();

        (await _mirror.TicketsOfAsync(winner)).Keys.ShouldBe([lost.Id, own.Id]);
    }

    [Fact]
    public async Task The_platform_user_of_a_merged_requester_keeps_the_tickets_through_the_verified_address_that_moved_along()
    {
        World.Apply(
            new CreateUser
            {
                Name = "Old",
                Email = "old@example.com",
                Verified = true,
            }
        );
        var ticket = Create("old@example.com");
        Create("new@example.com");
        var user = await _mirror.ProvisionAsync("old@example.com");
        await _mirror.SettleAsync();

        World.Apply(new MergeUsers(Requester("old@example.com").Id, Requester("new@example.com").Id));
        await _mirror.SettleAsync();

        (await _mirror.TicketsOfAsync(user)).Keys.ShouldContain(ticket.Id);
    }

    [Fact]
    public async Task A_requester_deleted_in_Zendesk_opens_nothing_any_more()
    {
        Create("ada@example.com");
        var ada = await _mirror.ProvisionAsync("ada@example.com");
        await _mirror.SettleAsync();

        World.Apply(new ZendeskSimulator.Account.DeleteUser(Requester("ada@example.com").Id));
        await _mirror.SettleAsync();

        (await _mirror.TicketsOfAsync(ada)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_platform_user_who_is_re_addressed_sees_the_tickets_of_the_new_address()
    {
        var (former, current) = (Create("old@example.com"), Create("new@example.com"));
        var user = await _mirror.ProvisionAsync("old@example.com");
        await _mirror.SettleAsync();
        (await _mirror.TicketsOfAsync(user)).Keys.ShouldBe([former.Id]);

        await _mirror.ProvisionAsync("new@example.com", user);

        (await _mirror.TicketsOfAsync(user)).Keys.ShouldBe([current.Id]);
    }

    [Fact]
    public async Task A_deleted_user_is_erased_and_sees_their_texts_again_only_after_coming_back()
    {
        var ticket = Create("ada@example.com");
        var ada = await _mirror.ProvisionAsync("ada@example.com");
        await _mirror.SettleAsync();

        (await _mirror.Platform.SendAsync(new Application.Users.DeleteUser(ada))).Failure.ShouldBeNull();
        World.Apply(new UpdateTicket { TicketId = ticket.Id, Status = "pending" });
        await _mirror.SettleAsync();
        (await TextsAsync(ticket.Id)).ShouldBe(("", "", ""));

        _mirror.Zendesk.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await _mirror.ProvisionAsync("ada@example.com");
        await _mirror.SettleAsync();
        (await _mirror.TicketsOfAsync(again)).Keys.ShouldBe([ticket.Id]);
        (await TextsAsync(ticket.Id)).Subject.ShouldBe("Of ada@example.com");
    }

    private Ticket Create(string requester) => World.Apply(new CreateTicket { RequesterEmail = requester, Subject = $"Of {requester}" });

    private User Requester(string email) => World.Users.FindByEmail(email)!;

    private Task<(string Subject, string Description, string Addresses)> TextsAsync(long ticket) =>
        _mirror.Platform.LookAsync(async db =>
        {
            await using var command = db.Command(
                """
                select subject, description, coalesce((
                    select string_agg(email, ',') from zendesk_user_emails where zendesk_user_id = requester_id and email = 'ada@example.com'), '')
                from tickets where zendesk_id = $1
                """,
                ticket
            );
            await command.Connection!.OpenAsync();
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            return (row.GetString(0), row.GetString(1), row.GetString(2));
        });
}
