using TicketPlatform.Application.Zendesk;
using TicketPlatform.Infrastructure.Zendesk;

namespace TicketPlatform.Integration.Tests.Zendesk;

public sealed class RepeatingRequests
{
    private static readonly RequestDelegate Good = Answer.Json(Answer.EmptyPage);

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(520)]
    [InlineData(524)]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(423)]
    public async Task A_passing_failure_is_repeated_and_noted_in_the_receipt(int status)
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Status(status), Answer.Html(status), Good);

        var page = await zendesk.ReadPageAsync();

        page.Receipt.Attempts.ShouldBe([status, status, 200]);
        zendesk.Budget.Taken.ShouldBe(Enumerable.Repeat((RequestBucket.Exports, RequestLane.Live), 3));
    }

    public static TheoryData<string, int> BrokenAnswers =>
        new()
        {
            { "truncated", 200 },
            { "invalid", 200 },
            { "cut gzip", 200 },
            { "endless", 200 },
            { "html", 200 },
            { "null", 200 },
            { "incomplete", 200 },
            { "reset", 0 },
        };

    [Theory]
    [MemberData(nameof(BrokenAnswers))]
    public async Task A_page_that_did_not_arrive_whole_is_asked_for_again(string kind, int noted)
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Broken(kind), Good);

        (await zendesk.ReadPageAsync()).Receipt.Attempts.ShouldBe([noted, 200]);
    }

    [Theory]
    [MemberData(nameof(BrokenAnswers))]
    public async Task A_page_that_never_arrives_whole_is_no_page(string kind, int noted)
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Broken(kind));

        var failure = await Should.ThrowAsync<ZendeskException>(zendesk.ReadPageAsync);

        failure.Fault.ShouldBe(noted == 0 ? ZendeskFault.Unavailable : ZendeskFault.BrokenAnswer);
        failure.Status.ShouldBe(noted == 0 ? null : noted);
        zendesk.Server.Questions.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Repetitions_pause_longer_each_time_but_fit_a_slice()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Status(500));

        var failure = await Should.ThrowAsync<ZendeskException>(zendesk.ReadPageAsync);

        (failure.Fault, failure.Status).ShouldBe((ZendeskFault.Unavailable, 500));
        zendesk.Time.Waits.Count.ShouldBe(4);
        zendesk.Time.Waits.ShouldAllBe(static wait => wait > TimeSpan.Zero && wait <= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up_after_the_attempts_time()
    {
        var settings = new ZendeskClients.Settings { Patience = new ZendeskPatience { Retries = 1 } };
        await using var zendesk = await ZendeskClients.StartAsync(settings, Answer.Never());

        var failure = await Should.ThrowAsync<ZendeskException>(zendesk.ReadPageAsync);

        (failure.Fault, failure.Status).ShouldBe((ZendeskFault.TimedOut, null));
        zendesk.Time.Waits.Count(static wait => wait == TimeSpan.FromSeconds(3)).ShouldBe(2);
    }

    [Fact]
    public async Task The_caller_ends_the_wait()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Never());
        using var slice = new CancellationTokenSource();

        var reading = zendesk.Tickets.ShowManyAsync([1], RequestLane.Live, slice.Token);
        await slice.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(reading);
    }

    [Fact]
    public async Task While_nearly_everything_fails_nothing_is_asked_for_five_seconds()
    {
        await using var zendesk = await ZendeskClients.AskingAsync([.. Enumerable.Repeat(Answer.Status(500), 20), Good]);
        for (var call = 0; call < 4; call++)
            await Should.ThrowAsync<ZendeskException>(zendesk.ReadPageAsync);

        var suspended = await Should.ThrowAsync<ZendeskException>(zendesk.ReadPageAsync);
        suspended.Fault.ShouldBe(ZendeskFault.Unavailable);
        suspended.RetryAfter.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        zendesk.Server.Questions.Count.ShouldBe(20);
        zendesk.Budget.Taken.Count.ShouldBe(20);

        zendesk.Time.Advance(TimeSpan.FromSeconds(5));
        (await zendesk.ReadPageAsync()).Receipt.EndOfStream.ShouldBeTrue();
    }

    private static RequestDelegate Broken(string kind) =>
        kind switch
        {
            "truncated" => Answer.Truncated("""{"tickets":[{"id":1"""),
            "invalid" => Answer.Json("""{"tickets":[{"id":1"""),
            "cut gzip" => Answer.CutGzip(Answer.EmptyPage),
            "endless" => Answer.Announcing(ZendeskBody.LongestBytes),
            "html" => Answer.Html(),
            "null" => Answer.Json("null"),
            "incomplete" => Answer.Json("""{"after_cursor":"c1","end_of_stream":true}"""),
            _ => Answer.Reset(),
        };
}
