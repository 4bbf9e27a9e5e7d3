using System.Net;
using Microsoft.EntityFrameworkCore;
using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Infrastructure.Persistence;
using TicketPlatform.Infrastructure.Streaming;
using TicketPlatform.Integration.Tests.Rest;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Streaming;

public sealed class FollowingAlerts(PlatformHost host) : IClassFixture<PlatformHost>, IAsyncLifetime
{
    private readonly Guid _ada = Guid.NewGuid();
    private readonly long _requester = Random.Shared.NextInt64(1_000, long.MaxValue / 4);

    public async Task InitializeAsync()
    {
        await host.AddUserAsync(_ada, _requester);
        // What the test before left in the log would be told to the first stream of this one.
        while (await BeginsAtAsync() < await LogEndAsync()) { }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Whatever_happens_to_an_alert_is_told_as_the_list_shows_it_and_again_after_each_event()
    {
        await using var stream = await EventStream.OpenAlertsAsync(host.Admin());
        var seen = new List<ReceivedEvent> { await stream.ExpectAsync("ready") };
        async Task ToldAsync(params string[] kinds)
        {
            var list = await ListAsync();
            foreach (var kind in kinds)
            {
                seen.Add(await stream.ExpectAsync("alert"));
                seen[^1].Kind.ShouldBe(kind);
                seen[^1].Alert.ShouldBe(list);
            }
        }

        await SeeAsync(1, 4);
        await ToldAsync("opened");
        await SeeAsync(5, 1);
        await ToldAsync("peaked");
        await SeeAsync(1, 2, TicketStatus.Solved);
        await ToldAsync("fell");
        await SeeAsync(1, 2);
        await ToldAsync("rose");
        var alert = seen[^1].Data.GetProperty("id").GetGuid();
        await host.SendAsync(new SnoozeAlert(alert, "Grace", null, Minutes: 1));
        await ToldAsync("snoozed");
        await PassAsync(TimeSpan.FromMinutes(1));
        await ToldAsync("reminded");
        await SeeAsync(6, 6);
        await ToldAsync("peaked", "escalated");
        await host.SendAsync(new AcknowledgeAlert(alert, "Grace", "Déjà vu"));
        await ToldAsync("acknowledged");
        await SeeAsync(1, 11, TicketStatus.Solved);
        await ToldAsync("fell");
        await PassAsync(TimeSpan.FromMinutes(2));
        await ToldAsync("closed");

        for (var last = 0; last < seen.Count; last++)
        {
            var someone = host.Client(Tokens.Of($"colleague {last}", host.Time, "support"));
            await using var resumed = await EventStream.OpenAlertsAsync(someone, seen[last].Id);
            foreach (var told in seen.Skip(last + 1))
            {
                var again = await resumed.ExpectAsync("alert");
                (again.Id, again.Kind, again.Alert).ShouldBe((told.Id, told.Kind, seen[^1].Alert));
            }
        }
    }

    [Fact]
    public async Task The_alert_of_a_removed_user_is_abandoned_and_tells_nothing_of_the_person()
    {
        await using var stream = await EventStream.OpenAlertsAsync(host.Admin());
        await stream.ExpectAsync("ready");
        await SeeAsync(1, 4);
        await stream.ExpectAsync("alert");

        await host.SendAsync(new DeleteUser(_ada));

        var told = await stream.ExpectAsync("alert");
        told.Kind.ShouldBe("abandoned");
        told.Data.GetProperty("user").GetProperty("email").GetString().ShouldBeNull();
    }

    [Fact]
    public async Task Alerts_of_the_first_synchronisation_are_told_as_they_open()
    {
        await using var stream = await EventStream.OpenAlertsAsync(host.Admin());
        await stream.ExpectAsync("ready");

        await SeeAsync(1, 4, fillsMirror: true);

        (await stream.ExpectAsync("alert")).Kind.ShouldBe("opened");
    }

    [Fact]
    public async Task Who_follows_a_list_is_told_nothing_of_alerts()
    {
        await using var stream = await EventStream.OpenAsync(host.User(_ada), _ada);
        var ready = await stream.ExpectAsync("ready");
        await SeeAsync(1, 5);
        await SeeAsync(6, 1);
        await using var resumed = await EventStream.OpenAsync(host.User(_ada), _ada, ready.Id);

        for (var ticket = 1; ticket <= 6; ticket++)
        {
            (await stream.ExpectAsync("ticket")).Ticket.ShouldBe(_requester + ticket);
            (await resumed.ExpectAsync("ticket")).Ticket.ShouldBe(_requester + ticket);
        }
    }

    [Fact]
    public async Task Who_does_not_keep_up_is_let_go_and_told_the_rest_later()
    {
        await using var stream = await EventStream.OpenAlertsAsync(host.Admin());
        await stream.ExpectAsync("ready");
        await SeeAsync(1, 4);
        await stream.ExpectAsync("alert");
        const int Burst = 1_000;

        await host.ExecuteAsync(
            $"""
            insert into outbox (user_id, alert_id, happened, created_at)
            select user_id, id, 'peaked', now() from alerts, generate_series(1, {Burst}) where user_id = {_ada};
            select pg_notify('outbox', '')
            """
        );

        var (ids, told) = (new List<long>(), await stream.NextAsync());
        for (; told?.Type == "alert"; told = await stream.NextAsync())
            ids.Add(long.Parse(told.Id!, null));
        told.ShouldNotBeNull().Data.GetProperty("reason").GetString().ShouldBe("tooSlow");
        ids.Count.ShouldBeLessThan(Burst);
        await using var resumed = await EventStream.OpenAlertsAsync(host.Admin(), stream.LastEventId);
        while (ids.Count < Burst)
            ids.Add(long.Parse((await resumed.ExpectAsync("alert")).Id!, null));
        ids.ShouldBe(Enumerable.Range(0, Burst).Select(line => ids[0] + line));
    }

    [Fact]
    public async Task What_happened_before_the_list_is_to_be_loaded_anew_is_not_told_after_that()
    {
        await using var stream = await EventStream.OpenAlertsAsync(host.Client(Tokens.Of("ivan", host.Time, "support")));
        await stream.ExpectAsync("ready");
        await SeeAsync(1, 4);
        await stream.ExpectAsync("alert");

        await host.ExecuteAsync(
            $"""
            insert into outbox (user_id, alert_id, happened, created_at)
            select told.user_id, told.id, case when told.id is not null then 'peaked' end, now()
            from generate_series(1, 3) place left join alerts told on place <> 2 and told.user_id = {_ada} order by place;
            select pg_notify('outbox', '')
            """
        );

        var reset = await stream.ExpectAsync("reset");
        var after = await stream.ExpectAsync("alert");
        long.Parse(after.Id!, null).ShouldBe(long.Parse(reset.Id!, null) + 1);
    }

    [Fact]
    public async Task A_node_that_is_behind_tells_nothing_twice()
    {
        await using var stream = await EventStream.OpenAlertsAsync(host.Client(Tokens.Of("heidi", host.Time, "support")));
        var ready = await stream.ExpectAsync("ready");
        await SeeAsync(1, 4);
        var opened = await stream.ExpectAsync("alert");

        host.Services.GetRequiredService<FeedSubscriptions>().Begin(long.Parse(ready.Id!, null));
        await using var resumed = await EventStream.OpenAlertsAsync(host.Client(Tokens.Of("heidi", host.Time, "support")), opened.Id);
        await SeeAsync(5, 1);

        (await resumed.ExpectAsync("alert")).Kind.ShouldBe("peaked");
    }

    [Fact]
    public async Task A_position_beyond_the_log_or_before_what_is_kept_means_loading_anew()
    {
        await using (var beyond = await EventStream.OpenAlertsAsync(host.Admin(), $"{long.MaxValue}"))
            await beyond.ExpectAsync("reset");
        await SeeAsync(1, 4);
        await host.ExecuteAsync($"update outbox_floor set id = (select max(id) from outbox)");
        try
        {
            await using var before = await EventStream.OpenAlertsAsync(host.Admin(), "0");
            await before.ExpectAsync("reset");
        }
        finally
        {
            await host.ExecuteAsync($"update outbox_floor set id = 0");
        }
    }

    [Fact]
    public async Task A_sixth_stream_of_one_caller_is_refused_and_the_first_of_another_is_not()
    {
        using var client = host.Client(Tokens.Of("grace", host.Time, "support"));
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < 5; i++)
            open.Add(await client.GetAsync(EventStream.Alerts, HttpCompletionOption.ResponseHeadersRead));

        var refused = await client.GetAsync(EventStream.Alerts, HttpCompletionOption.ResponseHeadersRead);
        await using var other = await EventStream.OpenAlertsAsync(host.Admin());

        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "too-many-streams");
        await other.ExpectAsync("ready");
        open.ForEach(response => response.Dispose());
    }

    private async Task<long> LogEndAsync()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<TicketPlatformDbContext>().Database;
        return await database.SqlQuery<long>($"select coalesce(max(id), 0) as \"Value\" from outbox").SingleAsync();
    }

    private async Task<long> BeginsAtAsync()
    {
        await using var stream = await EventStream.OpenAlertsAsync(host.Client(Tokens.Of($"{Guid.NewGuid()}", host.Time, "support")));
        return long.Parse((await stream.ExpectAsync("ready")).Id!, null);
    }

    private Task<TicketsApplied> SeeAsync(int first, int count, TicketStatus? status = null, bool fillsMirror = false)
    {
        host.Time.Advance(TimeSpan.FromSeconds(1));
        var content = Observed.Printer with
        {
            RequesterId = _requester,
            Status = status ?? TicketStatus.Open,
            UpdatedAt = host.Time.GetUtcNow(),
        };
        return host.SendAsync(
            new ApplyTicketObservations(
                [.. Enumerable.Range(first, count).Select(ticket => Observed.Export(_requester + ticket, content))],
                fillsMirror
            )
        );
    }

    private Task<SliceOutcome> PassAsync(TimeSpan time)
    {
        host.Time.Advance(time);
        return host.SendAsync(new AdvanceAlerts(new SliceBudget(host.Time)));
    }

    private async Task<string> ListAsync()
    {
        using var client = host.Admin();
        var page = await (await client.GetAsync($"/api/alerts?state=all&userId={_ada}")).JsonAsync();
        return page.GetProperty("alerts")[0].GetRawText();
    }
}
