using System.Net;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Integration.Tests.Rest;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Streaming;

public sealed class FollowingTickets(PlatformHost host) : IClassFixture<PlatformHost>, IAsyncLifetime
{
    private readonly Guid _ada = Guid.NewGuid();
    private readonly long _requester = Random.Shared.NextInt64(1_000, long.MaxValue / 4);
    private readonly long _ticket = Random.Shared.NextInt64(1, long.MaxValue / 4);

    public Task InitializeAsync() => host.AddUserAsync(_ada, _requester);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_changed_ticket_is_told_exactly_as_the_list_shows_it()
    {
        await using var stream = await OpenAsync();
        await stream.ExpectAsync("ready");
        stream.Response.Content.Headers.ContentType?.MediaType.ShouldBe("text/event-stream");
        stream.Response.Headers.CacheControl?.NoStore.ShouldBeTrue();

        await SeeAsync(second: 1, "pending");

        var told = await stream.ExpectAsync("ticket");
        using var client = host.User(_ada);
        var list = await (await client.GetAsync($"/api/tickets/user/{_ada}")).JsonAsync();
        told.Data.GetRawText().ShouldBe(list.GetProperty("tickets")[0].GetRawText());
    }

    [Fact]
    public async Task What_the_list_does_not_show_any_more_is_removed()
    {
        await using var stream = await OpenAsync();
        await stream.ExpectAsync("ready");
        await SeeAsync(second: 1, "open");
        await stream.ExpectAsync("ticket");

        await SeeAsync(second: 2, "open", isPublic: false);
        (await stream.ExpectAsync("removed")).Ticket.ShouldBe(_ticket);
        await SeeAsync(second: 3, "open");
        (await stream.ExpectAsync("ticket")).Ticket.ShouldBe(_ticket);
        await SeeAsync(second: 4, "deleted");
        (await stream.ExpectAsync("removed")).Ticket.ShouldBe(_ticket);
    }

    [Fact]
    public async Task A_ticket_that_moves_leaves_one_list_and_enters_the_other()
    {
        var eve = Guid.NewGuid();
        await host.AddUserAsync(eve, _requester + 1);
        await using var ada = await OpenAsync();
        await using var other = await EventStream.OpenAsync(host.User(eve), eve);
        await ada.ExpectAsync("ready");
        await other.ExpectAsync("ready");
        await SeeAsync(second: 1, "open");
        await ada.ExpectAsync("ticket");

        await SeeAsync(second: 2, "open", requester: _requester + 1);

        (await ada.ExpectAsync("removed")).Ticket.ShouldBe(_ticket);
        (await other.ExpectAsync("ticket")).Ticket.ShouldBe(_ticket);
    }

    [Fact]
    public async Task Tickets_that_follow_an_address_are_told_to_both_users()
    {
        var eve = Guid.NewGuid();
        await using var ada = await OpenAsync();
        await ada.ExpectAsync("ready");
        await SeeAsync(second: 1, "open");
        await ada.ExpectAsync("ticket");

        await host.SendAsync(new PutUser(_ada, $"{_ada:N}@elsewhere.example"));
        (await ada.ExpectAsync("removed")).Ticket.ShouldBe(_ticket);
        await host.SendAsync(new PutUser(eve, $"{_ada:N}@example.com"));
        await using var other = await EventStream.OpenAsync(host.User(eve), eve, "0");

        (await other.ExpectAsync("ticket")).Ticket.ShouldBe(_ticket);
    }

    [Fact]
    public async Task Nothing_is_told_of_what_changes_nothing_that_is_shown()
    {
        await using var stream = await OpenAsync();
        await stream.ExpectAsync("ready");
        await SeeAsync(second: 1, "open");
        await stream.ExpectAsync("ticket");

        await SeeAsync(second: 1, "open");
        await host.SendAsync(new ApplyTicketObservations([Observed.Export(_ticket, Content(1, "open"), version: Unix(90))]));
        await SeeAsync(second: 0, "new");
        await SeeAsync(second: 95, "solved");

        (await stream.ExpectAsync("ticket")).Data.GetProperty("status").GetString().ShouldBe("solved");
    }

    [Fact]
    public async Task A_stream_goes_on_after_the_last_event_without_gap_or_repetition()
    {
        await using (var first = await OpenAsync())
        {
            await first.ExpectAsync("ready");
            await SeeAsync(second: 1, "open");
            await first.ExpectAsync("ticket");
            await SeeAsync(second: 2, "pending");
            var last = await first.ExpectAsync("ticket");
            await SeeAsync(second: 3, "hold");
            await SeeAsync(second: 4, "open", ticket: _ticket + 1);

            await using var second = await OpenAsync(last.Id);
            await SeeAsync(second: 5, "solved", ticket: _ticket + 2);

            (await second.ExpectAsync("ticket")).Data.GetProperty("status").GetString().ShouldBe("hold");
            (await second.ExpectAsync("ticket")).Ticket.ShouldBe(_ticket + 1);
            (await second.ExpectAsync("ticket")).Ticket.ShouldBe(_ticket + 2);
            second.LastEventId.ShouldBe($"{long.Parse(last.Id!, null) + 3}");
        }
    }

    [Fact]
    public async Task A_position_beyond_the_log_or_before_what_is_kept_means_loading_anew()
    {
        await using (var beyond = await OpenAsync($"{long.MaxValue}"))
            await beyond.ExpectAsync("reset");
        await SeeAsync(second: 1, "open");
        await host.ExecuteAsync($"update outbox_floor set id = (select max(id) from outbox)");
        try
        {
            await using var before = await OpenAsync("0");
            await before.ExpectAsync("reset");
        }
        finally
        {
            await host.ExecuteAsync($"update outbox_floor set id = 0");
        }
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task What_is_no_position_is_refused(string id)
    {
        using var client = host.User(_ada);
        await (await client.GetAsync($"/api/tickets/user/{_ada}/stream?lastEventId={id}")).ShouldBlameAsync("lastEventId");
    }

    [Fact]
    public async Task Foreign_unknown_and_malformed_users_are_refused_as_in_the_list()
    {
        using var stranger = host.User(Guid.NewGuid());
        using var nobody = host.Client();

        var path = $"/api/tickets/user/{_ada}/stream";
        await (await stranger.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "user-not-found");
        await (await nobody.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "authentication-required");
        await (await stranger.GetAsync("/api/tickets/user/abc/stream")).ShouldBlameAsync("userId");
        await (await stranger.GetAsync($"{path}?since=1")).ShouldBlameAsync("since");
        using var support = host.Client(Tokens.Of("ops", host.Time, "support"));
        await using var followed = await EventStream.OpenAsync(support, _ada);
        await followed.ExpectAsync("ready");
    }

    [Fact]
    public async Task A_sixth_stream_of_one_user_is_refused_until_one_is_closed()
    {
        var open = new List<EventStream>();
        for (var i = 0; i < 5; i++)
            open.Add(await OpenAsync());
        using var client = host.User(_ada);
        var path = $"/api/tickets/user/{_ada}/stream";

        var refused = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-streams");
        refused.Headers.RetryAfter.ShouldNotBeNull();

        await open[0].DisposeAsync();
        HttpStatusCode status;
        do using (var again = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead))
            status = again.StatusCode;
        while (status == HttpStatusCode.TooManyRequests); // until the server has noticed
        status.ShouldBe(HttpStatusCode.OK);
        foreach (var stream in open.Skip(1))
            await stream.DisposeAsync();
    }

    private async Task<EventStream> OpenAsync(string? lastEventId = null) =>
        await EventStream.OpenAsync(host.User(_ada), _ada, lastEventId);

    private Task<TicketsApplied> SeeAsync(int second, string status, bool isPublic = true, long? requester = null, long? ticket = null) =>
        host.SendAsync(
            new ApplyTicketObservations([
                Observed.Export(
                    ticket ?? _ticket,
                    Content(second, status) with
                    {
                        IsPublic = isPublic,
                        RequesterId = requester ?? _requester,
                    }
                ),
            ])
        );

    private TicketContent Content(int second, string status) =>
        Observed.Printer with
        {
            RequesterId = _requester,
            Status = TicketStatus.Parse(status),
            UpdatedAt = Observed.Noon.AddSeconds(second),
        };

    private static long Unix(int second) => Observed.Noon.AddSeconds(second).ToUnixTimeSeconds();
}
