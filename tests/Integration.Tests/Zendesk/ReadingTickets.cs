using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Tickets;
using TicketPlatform.Infrastructure.Zendesk;

namespace TicketPlatform.Integration.Tests.Zendesk;

public sealed class ReadingTickets
{
    private const string Row =
        """{"id":5,"requester_id":6,"created_at":"2026-03-02T08:14:05Z","updated_at":"2026-03-02T09:02:41Z","status":"open"}""";

    private static readonly DateTimeOffset Created = new(2026, 3, 2, 8, 14, 5, TimeSpan.Zero);
    private static readonly DateTimeOffset Updated = new(2026, 3, 2, 9, 2, 41, TimeSpan.Zero);
    private static readonly (string, string) Date = ("Date", "Mon, 02 Mar 2026 09:05:00 GMT");

    [Fact]
    public async Task A_whole_row_is_taken_over_field_by_field()
    {
        var ticket = await ReadAsync(
            """
            {"id":48211,"requester_id":31740241127700,"subject":"Invoice","description":"Row 4012","status":"Solved",
             "custom_status_id":31740240807188,"priority":"HIGH","assignee_id":31740202984212,"group_id":31740240822676,
             "created_at":"2026-03-02T08:14:05Z","updated_at":"2026-03-02T09:02:41Z","generated_timestamp":1772442162,
             "is_public":false,"tags":["billing","closed_by_merge"],"unheard_of":{"a":[1,{"b":2}]},
             "metric_set":{"ticket_id":48211,"status_updated_at":"2026-03-02T09:02:40Z","solved_at":"2026-03-02T09:02:39Z",
                "first_resolution_time_in_minutes":{"calendar":48,"business":3},"full_resolution_time_in_minutes":{"calendar":49,"business":null},
                "reopens":1,"replies":2}}
            """
        );

        ticket.ShouldBe(
            new TicketObservation(
                48211,
                new TicketContent(
                    31740241127700,
                    "Invoice",
                    "Row 4012",
                    TicketStatus.Solved,
                    31740240807188,
                    "high",
                    31740202984212,
                    31740240822676,
                    Created,
                    Updated,
                    Updated.AddSeconds(-1),
                    Updated.AddSeconds(-2),
                    IsPublic: false,
                    IsMergedAway: true
                ),
                1_772_442_162,
                ObservationSource.Export,
                new DateTimeOffset(2026, 3, 2, 9, 5, 0, TimeSpan.Zero),
                Metrics: new MetricSet(48, 49, Reopens: 1, Replies: 2)
            )
        );
    }

    [Fact]
    public async Task A_sparse_row_is_taken_for_what_it_says()
    {
        var ticket = await ReadAsync(
            """{"id":"5","requester_id":"6","created_at":"2026-03-02T08:14:05.123456789Z","generated_timestamp":0,"metric_set":null,"priority":"","tags":null}"""
        );

        ticket.Content.ShouldBe(
            new TicketContent(6, "", "", TicketStatus.Open, null, null, null, null, Created, Created, null, null, true, false)
        );
        ticket.Version.ShouldBe(Created.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Times_of_any_zone_become_utc()
    {
        var ticket = await ReadAsync(
            """{"id":5,"requester_id":6,"created_at":"2026-03-02T10:14:05+02:00","updated_at":"2026-03-02T09:02:41"}"""
        );

        ticket.Content.CreatedAt.ShouldBe(Created);
        ticket.Content.CreatedAt.Offset.ShouldBe(TimeSpan.Zero);
        (ticket.Content.UpdatedAt, ticket.Content.UpdatedAt.Offset).ShouldBe((Updated, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("""a\u0000b""", "ab")]
    [InlineData("""\u0000""", "")]
    [InlineData("""\ud83d\ude00 \ud83d!\ude00\ud83d""", "\U0001F600 \uFFFD!\uFFFD\uFFFD")]
    [InlineData("""\ud83d\u0000\ude00""", "\U0001F600")]
    [InlineData("""\"\\\/\b\f\n\r\t\u00e9é""", "\"\\/\b\f\n\r\téé")]
    [InlineData("plain é \U0001F600", "plain é \U0001F600")]
    public async Task Texts_become_what_PostgreSQL_can_store(string json, string text)
    {
        var ticket = await ReadAsync($$"""{"id":5,"requester_id":6,"created_at":"2026-03-02T08:14:05Z","subject":"{{json}}"}""");

        ticket.Content.Subject.ShouldBe(text);
    }

    [Fact]
    public async Task Damaged_utf8_costs_a_character_and_not_the_page()
    {
        byte[] body =
        [
            .. """{"tickets":[{"id":5,"requester_id":6,"created_at":"2026-03-02T08:14:05Z","subject":"a"""u8,
            0xC3,
            .. """b"}],"after_cursor":"c1","end_of_stream":true}"""u8,
        ];
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Body(body, "application/json"));

        (await zendesk.ReadPageAsync()).Tickets.Single().Content.Subject.ShouldBe("a\uFFFDb");
    }

    [Fact]
    public async Task A_very_long_text_is_kept_whole()
    {
        var text = new string('x', 3_000_000);

        var ticket = await ReadAsync(Row.Replace("\"open\"", $"\"open\",\"description\":\"{text}\"", StringComparison.Ordinal));

        ticket.Content.Description.ShouldBe(text);
    }

    [Theory]
    [InlineData("""{"requester_id":6,"created_at":"2026-03-02T08:14:05Z"}""")]
    [InlineData("""{"id":null,"requester_id":6,"created_at":"2026-03-02T08:14:05Z"}""")]
    [InlineData("""{"id":5,"requester_id":6}""")]
    [InlineData("""{"id":5,"created_at":"2026-03-02T08:14:05Z"}""")]
    [InlineData("""{"id":5,"requester_id":6,"created_at":"soon"}""")]
    [InlineData("null")]
    public async Task A_row_that_means_nothing_fails_the_page(string row)
    {
        var failure = await Should.ThrowAsync<ZendeskException>(() => ReadAsync(row));

        failure.Fault.ShouldBe(ZendeskFault.BrokenAnswer);
    }

    [Fact]
    public async Task Metric_sets_beside_the_rows_count_as_if_inside()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Json(
                $$"""{"tickets":[{{Row}}],"metric_sets":[{"ticket_id":5,"solved_at":"2026-03-02T09:02:41Z"}],"count":1}""",
                headers: Date
            )
        );

        var ticket = (await zendesk.Tickets.ShowManyAsync([5, 7], RequestLane.Live, CancellationToken.None)).ShouldHaveSingleItem();

        ticket.Content.SolvedAt.ShouldBe(Updated);
        (ticket.Source, ticket.Version).ShouldBe((ObservationSource.Reread, Updated.ToUnixTimeSeconds()));
        var question = zendesk.Server.Questions.ShouldHaveSingleItem();
        (question.Path, question.Query).ShouldBe(("/api/v2/tickets/show_many", "?ids=5,7&include=metric_sets&support_type_scope=all"));
        zendesk.Budget.Taken.ShouldBe([(RequestBucket.Account, RequestLane.Live)]);
    }

    [Fact]
    public async Task A_reread_is_versioned_by_its_update_whatever_it_claims_was_generated()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Json($$"""{"tickets":[{{Row.Replace("\"id\"", "\"generated_timestamp\":99,\"id\"", StringComparison.Ordinal)}}]}""")
        );

        var tickets = await zendesk.Tickets.ShowManyAsync([5], RequestLane.Live, CancellationToken.None);

        tickets.Single().Version.ShouldBe(Updated.ToUnixTimeSeconds());
    }

    private static async Task<TicketObservation> ReadAsync(string row)
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Json($$"""{"tickets":[{{row}}],"after_cursor":"c1","end_of_stream":true}""", headers: Date)
        );
        return (await zendesk.ReadPageAsync()).Tickets.ShouldHaveSingleItem();
    }
}
