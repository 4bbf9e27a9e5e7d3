using System.Globalization;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Infrastructure.Zendesk;

namespace TicketPlatform.Integration.Tests.Zendesk;

public sealed class HonouringLimits
{
    private static readonly RequestDelegate Good = Answer.Json(Answer.EmptyPage);
    private static readonly DateTimeOffset ZendeskNow = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_short_wait_that_Zendesk_names_in_seconds_is_sat_out(int status)
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Status(status, Answer.RetryAfter(2)), Good);

        (await zendesk.ReadPageAsync()).Receipt.Attempts.ShouldBe([status, 200]);

        zendesk.Time.Waits.ShouldBe([TimeSpan.FromSeconds(2)]);
    }

    [Fact]
    public async Task A_wait_that_Zendesk_names_as_a_date_is_measured_on_its_own_clock()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Status(429, RetryAt(1)), Good);

        await zendesk.ReadPageAsync();

        zendesk.Time.Waits.ShouldBe([TimeSpan.FromSeconds(1)]);
    }

    [Theory]
    [InlineData(429, ZendeskFault.RateLimited)]
    [InlineData(503, ZendeskFault.Unavailable)]
    public async Task A_long_wait_is_left_to_a_later_slice(int status, ZendeskFault fault)
    {
        foreach (var header in new[] { [Answer.RetryAfter(30)], RetryAt(30) })
        {
            await using var zendesk = await ZendeskClients.AskingAsync(Answer.Status(status, header), Good);

            var failure = await Should.ThrowAsync<ZendeskException>(zendesk.ReadPageAsync);

            (failure.Fault, failure.RetryAfter, failure.Status).ShouldBe((fault, TimeSpan.FromSeconds(30), status));
            zendesk.Time.Waits.ShouldBeEmpty();
            zendesk.Server.Questions.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_limit_without_a_named_wait_counts_as_a_minute()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Body("Number of allowed API requests per minute exceeded"u8.ToArray(), "text/plain", 429)
        );

        var failure = await Should.ThrowAsync<ZendeskException>(zendesk.ReadPageAsync);

        failure.RetryAfter.ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_limit_blocks_its_bucket_for_the_whole_cluster()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Status(429, Answer.RetryAfter(17)));

        await Should.ThrowAsync<ZendeskException>(zendesk.ReadPageAsync);

        zendesk.Budget.Blocked.ShouldBe([(RequestBucket.Exports, TimeSpan.FromSeconds(17))]);
    }

    [Fact]
    public async Task A_short_wait_for_the_own_budget_is_sat_out()
    {
        var wait = TimeSpan.FromMilliseconds(250);
        var settings = new ZendeskClients.Settings { Budget = new RecordingBudget(wait, wait) };
        await using var zendesk = await ZendeskClients.StartAsync(settings, Good);

        await zendesk.ReadPageAsync();

        zendesk.Time.Waits.ShouldBe([wait, wait]);
    }

    [Fact]
    public async Task A_used_up_budget_asks_nothing_and_says_when_to_come_back()
    {
        var settings = new ZendeskClients.Settings { Budget = new RecordingBudget(TimeSpan.FromSeconds(20)) };
        await using var zendesk = await ZendeskClients.StartAsync(settings, Good);

        var failure = await Should.ThrowAsync<ZendeskException>(zendesk.ReadPageAsync);

        (failure.Fault, failure.RetryAfter, failure.Status).ShouldBe((ZendeskFault.RateLimited, TimeSpan.FromSeconds(20), null));
        zendesk.Server.Questions.ShouldBeEmpty();
    }

    private static (string, string)[] RetryAt(int seconds) =>
        [
            ("Date", ZendeskNow.ToString("R", CultureInfo.InvariantCulture)),
            ("Retry-After", ZendeskNow.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture)),
        ];
}
