using System.Text.Json;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Infrastructure.Zendesk;

namespace TicketPlatform.Integration.Tests.Zendesk;

public sealed class ReadingRequestedTickets
{
    private const string Question = "/api/v2/users/6/tickets/requested?page[size]=100";
    private const string Rest = "&sort=-updated_at&include=metric_sets&support_type_scope=all";
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task One_page_is_one_question_and_gives_rereads_with_the_moment_of_asking()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Page(
                """
                {"tickets":[{"id":5,"requester_id":6,"created_at":"2026-03-02T08:14:05Z","updated_at":"2026-03-02T09:02:41Z","status":"solved",
                 "generated_timestamp":99,"metric_set":{"ticket_id":5,"solved_at":"2026-03-02T09:02:40Z"}}],
                 "meta":{"has_more":false,"after_cursor":"c1"},"links":{"next":"https://elsewhere.example/"}}
                """
            )
        );

        var page = (await AllAsync(zendesk)).ShouldHaveSingleItem();

        var ticket = page.Tickets.ShouldHaveSingleItem();
        (ticket.Source, ticket.Version).ShouldBe((ObservationSource.Reread, Nine.AddSeconds(161).ToUnixTimeSeconds()));
        (ticket.Content.Status, ticket.Content.SolvedAt).ShouldBe((TicketStatus.Solved, Nine.AddSeconds(160)));
        ticket.ObservedAt.ShouldBe(Nine.AddMinutes(5));
        page.AskedAt.ShouldBe(Nine.AddMinutes(5));
        Asked(zendesk).ShouldBe([Question + Rest]);
        zendesk.Budget.Taken.ShouldBe([(RequestBucket.Account, RequestLane.ReadThrough)]);
    }

    [Fact]
    public async Task A_user_without_tickets_gives_an_empty_page()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Page(Tickets(more: false, "null")));

        (await AllAsync(zendesk)).ShouldHaveSingleItem().Tickets.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_follow_the_cursor_to_the_end_and_what_moved_to_the_front_meanwhile_is_read_too()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Page(Tickets(more: true, "\"c=1\"", (3, 200), (2, 100))),
            Page(Tickets(more: false, "\"c2\"", (1, 50))),
            Page(Tickets(more: true, "\"c9\"", (9, 300), (3, 299))),
            Page(Tickets(more: true, "\"c3\"", (2, 100)))
        );

        var pages = await AllAsync(zendesk);

        pages
            .Select(static page => string.Join(',', page.Tickets.Select(static ticket => ticket.TicketId)))
            .ShouldBe(["3,2", "1", "9,3", "2"]);
        Asked(zendesk)
            .ShouldBe([Question + Rest, $"{Question}&page[after]=c=1{Rest}", Question + Rest, $"{Question}&page[after]=c9{Rest}"]);
    }

    [Theory]
    [InlineData("""{"tickets":[]}""")]
    [InlineData("""{"tickets":[],"meta":null}""")]
    [InlineData("""{"tickets":[],"meta":{"after_cursor":"c1"}}""")]
    [InlineData("""{"meta":{"has_more":false}}""")]
    [InlineData("""{"tickets":[],"meta":{"has_more":true,"after_cursor":null}}""")]
    [InlineData("""{"tickets":[null],"meta":{"has_more":false}}""")]
    public async Task An_answer_that_does_not_tell_whether_it_is_whole_is_none(string body)
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Page(body));

        (await Should.ThrowAsync<ZendeskException>(() => AllAsync(zendesk))).Fault.ShouldBe(ZendeskFault.BrokenAnswer);
    }

    [Fact]
    public async Task A_cursor_that_leads_nowhere_ends_the_walk()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Page(Tickets(more: true, "\"c1\"", (1, 50))));

        (await Should.ThrowAsync<ZendeskException>(() => AllAsync(zendesk))).Fault.ShouldBe(ZendeskFault.BrokenAnswer);

        zendesk.Server.Questions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_user_whom_Zendesk_no_longer_has_is_not_found()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Json("""{"error":"RecordNotFound"}""", 404));

        (await Should.ThrowAsync<ZendeskException>(() => AllAsync(zendesk))).Fault.ShouldBe(ZendeskFault.NotFound);
    }

    [Fact]
    public async Task Somebody_who_waits_is_not_kept_waiting_by_a_second_failure()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Status(502));

        (await Should.ThrowAsync<ZendeskException>(() => AllAsync(zendesk))).Fault.ShouldBe(ZendeskFault.Unavailable);

        zendesk.Server.Questions.Count.ShouldBe(2);
        zendesk.Time.Waits.ShouldHaveSingleItem().ShouldBeLessThanOrEqualTo(TimeSpan.FromMilliseconds(200));
    }

    [Theory]
    [InlineData(429, ZendeskFault.RateLimited)]
    [InlineData(503, ZendeskFault.Unavailable)]
    public async Task Somebody_who_waits_is_not_kept_waiting_by_a_wait_that_Zendesk_names(int status, ZendeskFault fault)
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Status(status, Answer.RetryAfter(1)));

        (await Should.ThrowAsync<ZendeskException>(() => AllAsync(zendesk))).Fault.ShouldBe(fault);

        zendesk.Server.Questions.Count.ShouldBe(1);
        zendesk.Time.Waits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(300, 1)]
    [InlineData(301, 0)]
    public async Task Somebody_who_waits_waits_for_the_budget_three_tenths_of_a_second_at_most(int milliseconds, int questions)
    {
        var settings = new ZendeskClients.Settings { Budget = new RecordingBudget(TimeSpan.FromMilliseconds(milliseconds)) };
        await using var zendesk = await ZendeskClients.StartAsync(settings, Page(Tickets(more: false, "null")));

        if (questions == 1)
            await AllAsync(zendesk);
        else
            (await Should.ThrowAsync<ZendeskException>(() => AllAsync(zendesk))).Fault.ShouldBe(ZendeskFault.RateLimited);

        zendesk.Server.Questions.Count.ShouldBe(questions);
    }

    /// <summary>No recording of this very list is at hand; those of other ticket lists have the same rows and the same paging.</summary>
    [RecordingsFact]
    public async Task Recorded_pages_of_tickets_are_read_to_the_last_row()
    {
        var pages = RecordedAnswer
            .All()
            .Where(static answer => answer.Body.TryGetProperty("tickets", out _) && answer.Body.TryGetProperty("meta", out _))
            .ToList();
        pages.Count.ShouldBeGreaterThan(4);
        foreach (var recorded in pages)
        {
            var rows = recorded.Body.GetProperty("tickets").EnumerateArray().Select(static row => row.GetProperty("id").GetInt64());
            var end = recorded.Body.GetRawText().Replace("\"has_more\": true", "\"has_more\": false", StringComparison.Ordinal);
            await using var zendesk = await ZendeskClients.AskingAsync(
                Page(end.Replace("\"has_more\":true", "\"has_more\":false", StringComparison.Ordinal))
            );

            var read = (await AllAsync(zendesk)).ShouldHaveSingleItem(recorded.File);

            read.Tickets.Select(static ticket => ticket.TicketId).ShouldBe(rows, recorded.File);
        }
    }

    private static async Task<List<RequestedTickets>> AllAsync(ZendeskClients zendesk)
    {
        var pages = new List<RequestedTickets>();
        await foreach (var page in zendesk.Tickets.RequestedByAsync(6, RequestLane.ReadThrough, CancellationToken.None))
            pages.Add(page);
        return pages;
    }

    private static IEnumerable<string> Asked(ZendeskClients zendesk) =>
        zendesk.Server.Questions.Select(static question => question.Path + question.Query);

    private static RequestDelegate Page(string body) => Answer.Json(body, headers: ("Date", "Mon, 02 Mar 2026 09:05:00 GMT"));

    /// <summary>Tickets, each with the seconds after nine at which it was updated; the answer is dated five minutes after nine.</summary>
    private static string Tickets(bool more, string cursor, params (long Id, int UpdatedAt)[] tickets)
    {
        var rows = tickets.Select(static ticket =>
            $$"""{"id":{{ticket.Id}},"requester_id":6,"created_at":"2026-03-02T08:14:05Z","updated_at":"{{Nine.AddSeconds(ticket.UpdatedAt):yyyy-MM-ddTHH:mm:ssZ}}"}"""
        );
        return $$$"""{"tickets":[{{{string.Join(',', rows)}}}],"meta":{"has_more":{{{JsonSerializer.Serialize(more)}}},"after_cursor":{{{cursor}}}}}""";
    }
}
