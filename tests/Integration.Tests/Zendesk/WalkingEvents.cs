using TicketPlatform.Application.Statistics;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.Domain.Synchronization;
using TicketPlatform.Infrastructure.Zendesk;

namespace TicketPlatform.Integration.Tests.Zendesk;

public sealed class WalkingEvents
{
    private const string Page = """
        {"ticket_events":[
         {"id":501,"ticket_id":7,"timestamp":1772442161,"updater_id":31740202984212,"event_type":"Audit","child_events":[
          {"id":1,"status":"solved","previous_value":"open","event_type":"Change"},
          {"id":2,"assignee_id":31740202984212,"previous_value":"31740202984213","event_type":"Change"},
          {"id":3,"type":"incident","previous_value":null,"event_type":"Change"},
          {"id":4,"comment_present":true,"comment_public":true,"event_type":"Comment"},
          {"id":5,"type":"Comment","public":false,"body":"Note","event_type":"Comment"},
          {"id":6,"event_type":"Comment"},
          {"id":7,"assignee_id":null,"previous_value":"31740202984212","event_type":"Change"}]},
         {"id":502,"ticket_id":7,"timestamp":1772442170,"updater_id":null,"event_type":"Audit","child_events":[
          {"id":8,"custom_ticket_fields":{"31740267646868":"order"},"previous_value":null,"event_type":"Change"}]},
         {"id":503,"ticket_id":8,"timestamp":1772442171,"updater_id":-1,"event_type":"Audit"}],
         "count":3,"end_of_stream":false,"end_time":1772442172,"next_page":"https://elsewhere.example/"}
        """;

    [Fact]
    public async Task An_event_becomes_the_facts_that_figures_ask_for_and_at_least_one()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Json(Page));

        var page = await ReadAsync(zendesk, new(null, 0));

        var at = DateTimeOffset.FromUnixTimeSeconds(1_772_442_161);
        page.Facts.ShouldBe([
            new(501, 0, 7, at, 31740202984212, FactKind.Status, "open", "solved", null),
            new(501, 1, 7, at, 31740202984212, FactKind.Assignee, "31740202984213", "31740202984212", null),
            new(501, 3, 7, at, 31740202984212, FactKind.Comment, null, null, true),
            new(501, 4, 7, at, 31740202984212, FactKind.Comment, null, null, false),
            new(501, 5, 7, at, 31740202984212, FactKind.Comment, null, null, null),
            new(501, 6, 7, at, 31740202984212, FactKind.Assignee, "31740202984212", null, null),
            new(502, 0, 7, at.AddSeconds(9), RecordedFact.Automation, FactKind.Other, null, null, null),
            new(503, 0, 8, at.AddSeconds(10), RecordedFact.Automation, FactKind.Other, null, null, null),
        ]);
        page.Receipt.ShouldSatisfyAllConditions(
            receipt => receipt.AfterCursor.ShouldBe("1772442172"),
            receipt => receipt.Rows.ShouldBe(3),
            receipt => receipt.NewestVersion.ShouldBe(1_772_442_171),
            receipt => receipt.EndOfStream.ShouldBeFalse()
        );
    }

    [Fact]
    public async Task The_next_page_begins_at_the_second_that_the_one_before_named()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Json(Page), Answer.Json(Empty(1_772_442_172)));

        var first = await ReadAsync(zendesk, new(null, 0));
        await ReadAsync(zendesk, new(first.Receipt.AfterCursor, 0));

        zendesk
            .Server.Questions.Select(static question => question.Path + question.Query)
            .ShouldBe([
                "/api/v2/incremental/ticket_events?start_time=0&per_page=1000&include=comment_events",
                "/api/v2/incremental/ticket_events?start_time=1772442172&per_page=1000&include=comment_events",
            ]);
        zendesk.Budget.Taken.Distinct().ShouldBe([(RequestBucket.Exports, RequestLane.Statistics)]);
    }

    [Theory]
    [InlineData("1772442161", true, "1772442161")]
    [InlineData("1772442161", false, "1772442162")]
    [InlineData("0", true, "1772442161")]
    [InlineData("null", true, null)]
    public async Task The_walk_never_goes_back_and_stands_still_only_at_the_end(string endTime, bool isEnd, string? next)
    {
        var page = $$"""{"ticket_events":[],"count":0,"end_of_stream":{{(isEnd ? "true" : "false")}},"end_time":{{endTime}}}""";
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Json(page));

        (await ReadAsync(zendesk, new("1772442161", 0))).Receipt.AfterCursor.ShouldBe(next);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"id":501,"ticket_id":7,"timestamp":1772442161,"child_events":[null]}""")]
    public async Task An_event_that_is_none_is_a_broken_answer(string told)
    {
        var page = $$"""{"ticket_events":[{{told}}],"count":1,"end_of_stream":true,"end_time":1772442161}""";
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Json(page));

        (await Should.ThrowAsync<ZendeskException>(() => ReadAsync(zendesk, new(null, 0)))).Fault.ShouldBe(ZendeskFault.BrokenAnswer);
    }

    private static string Empty(long endTime) =>
        $$"""{"ticket_events":[],"count":0,"end_of_stream":true,"end_time":{{endTime}},"next_page":"https://elsewhere.example/"}""";

    private static Task<TicketEventPage> ReadAsync(ZendeskClients zendesk, ExportPosition from) =>
        zendesk.Events.ReadAsync(from, 1_000, RequestLane.Statistics, CancellationToken.None);
}
