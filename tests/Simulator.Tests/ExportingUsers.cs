namespace TicketPlatform.Simulator.Tests;

public sealed class ExportingUsers : IAsyncLifetime
{
    private Zendesk zendesk = null!;

    public async Task InitializeAsync() => zendesk = await Zendesk.StartAsync();

    public async Task DisposeAsync() => await zendesk.DisposeAsync();

    [Fact]
    public async Task A_walk_brings_every_user_once()
    {
        var ids = (await zendesk.ExportAsync("per_page=7", "users")).Select(row => row.GetProperty("id").GetInt64());
        ids.Order().ShouldBe(zendesk.World.Users.All.Select(user => user.Id));
    }

    [Fact]
    public async Task A_deleted_user_comes_as_inactive_and_without_address()
    {
        var user = zendesk.World.Apply(new CreateUser { Name = "Leaving", Email = "leaving@customer.example" });
        zendesk.World.Apply(new DeleteUser(user.Id));
        zendesk.Server.Clock.Advance(TimeSpan.FromSeconds(90));
        var row = (await zendesk.ExportAsync(rows: "users"))[^1];
        row.GetProperty("id").GetInt64().ShouldBe(user.Id);
        row.GetProperty("active").GetBoolean().ShouldBeFalse();
        row.GetProperty("email").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Identities_come_along_only_where_the_account_is_said_to_do_so()
    {
        (await zendesk.ExportAsync("include=identities", "users")).ShouldNotContain(row =>
            row.EnumerateObject().Any(property => property.Name == "identities")
        );
        await using var generous = await Zendesk.StartAsync(
            new SimulatorOptions
            {
                Users = 3,
                Tickets = 3,
                IdentitiesInUserExport = true,
            }
        );
        (await generous.ExportAsync("include=identities", "users")).ShouldAllBe(row => row.GetProperty("identities").GetArrayLength() > 0);
    }

    [Fact]
    public async Task The_time_based_export_walks_to_its_end()
    {
        var seen = new HashSet<long>();
        var page = await zendesk.GetAsync("/api/v2/incremental/users?start_time=0&per_page=9");
        for (var pages = 0; pages < 50; pages++)
        {
            seen.UnionWith(page.GetProperty("users").EnumerateArray().Select(row => row.GetProperty("id").GetInt64()));
            if (page.GetProperty("end_of_stream").GetBoolean())
                break;
            page = await zendesk.GetAsync(new Uri(page.GetProperty("next_page").GetString()!).PathAndQuery);
        }
        seen.Count.ShouldBe(zendesk.World.Users.All.Count);
    }
}
