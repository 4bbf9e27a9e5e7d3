using Npgsql;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Infrastructure.Tickets;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Integration.Tests.Tickets;

/// <summary>A proof holds for the requesters who were read, and for nobody else.</summary>
public sealed class ProvingViews : IAsyncLifetime
{
    private RefreshedMirror _scene = null!;
    private NpgsqlDataSource _database = null!;

    private World World => _scene.World;

    private UserRereads Rereads => new(_database, _scene.Zendesk.Clock);

    public async Task InitializeAsync()
    {
        _scene = await RefreshedMirror.StartAsync();
        _database = NpgsqlDataSource.Create(_scene.Mirror.Platform.Database.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task A_further_requester_ends_the_proof_and_nobody_elses()
    {
        _scene.Create("bob@example.com");
        var bob = await _scene.Mirror.ProvisionAsync("bob@example.com");
        await _scene.Mirror.SettleAsync();
        await RefreshedMirror.ReadAsync(_scene.Mirror.Platform, bob, maxAge: 0);
        await _scene.RefreshAsync();

        await _scene.Mirror.Platform.SendAsync(new ApplyZendeskUsers([Observed.User(777, RefreshedMirror.Email)]));

        (await _scene.ProofAsync()).ShouldBeNull();
        (await _scene.ScalarAsync($"select reread_at is not null from users where id = '{bob}'")).ShouldBe(true);
    }

    [Fact]
    public async Task A_requester_who_is_lost_ends_the_proof_and_their_successor_can_be_proven()
    {
        var requester = World.Users.FindByEmail(RefreshedMirror.Email)!;
        World.Apply(new ChangeIdentity(requester.Id, requester.Identities[0].Id, Verify: true, MakePrimary: false));
        var own = _scene.Create("winner@example.com");
        await _scene.Mirror.SettleAsync();
        await _scene.RefreshAsync();
        (await _scene.ProofAsync()).ShouldNotBeNull();

        World.Apply(new MergeUsers(requester.Id, World.Users.FindByEmail("winner@example.com")!.Id));
        await _scene.Mirror.SettleAsync();
        (await _scene.ProofAsync()).ShouldBeNull();

        var (shown, _, freshness) = await _scene.RefreshAsync();
        shown.Keys.ShouldBe([21L, own.Id], ignoreOrder: true);
        freshness.Source.ShouldBe("reread");
    }

    [Fact]
    public async Task Another_address_ends_the_proof_even_of_the_same_requester()
    {
        World.Apply(new AddIdentity(World.Users.FindByEmail(RefreshedMirror.Email)!.Id, "ada@home.example", Verified: true));
        await _scene.Mirror.SettleAsync();
        await _scene.RefreshAsync();

        await _scene.Mirror.ProvisionAsync("ada@home.example", _scene.Ada);

        (await _scene.ProofAsync()).ShouldBeNull();
        (await _scene.ReadAsync()).Freshness.Source.ShouldBe("export");
    }

    [Theory]
    [InlineData("update zendesk_users set user_id = '{0}' where id = (select min(id) from zendesk_users where user_id is null)")]
    [InlineData("update users set email = 'other@example.com' where id = '{0}'")]
    public async Task What_changed_while_Zendesk_was_asked_is_not_proven(string change)
    {
        var reread = (await Rereads.BeginAsync(_scene.Ada, CancellationToken.None))!.Mine!;
        await _scene.ScalarAsync(change.Replace("{0}", _scene.Ada.ToString(), StringComparison.Ordinal));

        await Rereads.ProveAsync(reread, _scene.Zendesk.Clock.GetUtcNow(), CancellationToken.None);

        (await _scene.ProofAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_proof_never_goes_back()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(_scene.Zendesk.Clock.Seconds);
        var reread = (await Rereads.BeginAsync(_scene.Ada, CancellationToken.None))!.Mine!;

        await Rereads.ProveAsync(reread, now, CancellationToken.None);
        await Rereads.ProveAsync(reread, now.AddSeconds(-5), CancellationToken.None);

        (await _scene.ProofAsync()).ShouldBe(now);
    }

    [Fact]
    public async Task Whoever_lost_the_lease_ends_nothing()
    {
        var late = (await Rereads.BeginAsync(_scene.Ada, CancellationToken.None))!.Mine!;
        _scene.Zendesk.Clock.Advance(TimeSpan.FromSeconds(2));
        var next = (await Rereads.BeginAsync(_scene.Ada, CancellationToken.None))!.Mine!;

        await Rereads.EndAsync(late, RefreshOutcome.Failed, CancellationToken.None);
        (await Rereads.BeginAsync(_scene.Ada, CancellationToken.None)).ShouldBe(new RereadTurn(null, null));

        await Rereads.EndAsync(next, RefreshOutcome.Done, CancellationToken.None);
        (await Rereads.BeginAsync(_scene.Ada, CancellationToken.None)).ShouldBe(new RereadTurn(null, RefreshOutcome.Done));
    }

    [Fact]
    public async Task A_user_who_does_not_exist_has_no_turn() =>
        (await Rereads.BeginAsync(Guid.NewGuid(), CancellationToken.None)).ShouldBeNull();
}
