using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Synchronization;
using TicketPlatform.Infrastructure.Zendesk;

namespace TicketPlatform.Integration.Tests.Zendesk;

public sealed class WalkingExports
{
    private const string TwoRows = """
        {"tickets":[
         {"id":1,"requester_id":6,"created_at":"2026-03-02T08:00:00Z","generated_timestamp":1772442162},
         {"id":2,"requester_id":6,"created_at":"2026-03-02T08:00:00Z","generated_timestamp":1772442160}],
         "users":[{"id":6,"name":"Ada","email":"ada@example.com","created_at":"2026-03-01T08:00:00Z"}],
         "after_url":"https://elsewhere.example/","after_cursor":"MTc3fA==","end_of_stream":false}
        """;

    [Fact]
    public async Task The_first_page_starts_at_a_time_and_the_next_after_a_cursor()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Json(TwoRows), Answer.Json(Answer.EmptyPage));

        var first = await zendesk.TicketExport.ReadAsync(new(null, 0), 1_000, true, RequestLane.Backfill, CancellationToken.None);
        await zendesk.TicketExport.ReadAsync(new(first.Receipt.AfterCursor, 0), 500, false, RequestLane.Live, CancellationToken.None);

        first.Users.Single().Name.ShouldBe("Ada");
        zendesk.Server.Questions.Select(static question => question.Path).Distinct().ShouldBe(["/api/v2/incremental/tickets/cursor"]);
        zendesk
            .Server.Questions.Select(static question => question.Query)
            .ShouldBe([
                "?start_time=0&per_page=1000&include=metric_sets,users&support_type_scope=all",
                "?cursor=MTc3fA==&per_page=500&include=metric_sets&support_type_scope=all",
            ]);
        zendesk.Budget.Taken.ShouldBe([(RequestBucket.Exports, RequestLane.Backfill), (RequestBucket.Exports, RequestLane.Live)]);
    }

    [Fact]
    public async Task A_page_comes_with_its_receipt()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Json(TwoRows));

        var receipt = (await zendesk.ReadPageAsync()).Receipt;

        receipt.ShouldSatisfyAllConditions(
            () => receipt.AfterCursor.ShouldBe("MTc3fA=="),
            () => receipt.EndOfStream.ShouldBeFalse(),
            () => receipt.Rows.ShouldBe(2),
            () => receipt.NewestVersion.ShouldBe(1_772_442_162),
            () => receipt.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TwoRows)))),
            () => receipt.Attempts.ShouldBe([200])
        );
    }

    [Fact]
    public async Task The_hash_is_that_of_the_text_however_it_was_compressed()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(TwoRows));
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Body(packed.ToArray(), "application/json", 200, ("Content-Encoding", "gzip"))
        );

        (await zendesk.ReadPageAsync()).Receipt.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TwoRows))));
    }

    [Fact]
    public async Task Zendesks_time_is_never_later_than_its_look_at_the_data()
    {
        var time = new HurriedTime();
        var answer = Answer.Json(Answer.EmptyPage, headers: ("Date", "Mon, 02 Mar 2026 09:05:00 GMT"));
        await using var zendesk = await ZendeskClients.StartAsync(
            new ZendeskClients.Settings { Time = time },
            context =>
            {
                time.Advance(TimeSpan.FromMilliseconds(700));
                return answer(context);
            }
        );

        (await zendesk.ReadPageAsync()).Receipt.ZendeskTime.ShouldBe(new DateTimeOffset(2026, 3, 2, 9, 4, 59, 300, TimeSpan.Zero));
    }

    [Fact]
    public async Task An_empty_first_page_leaves_the_start_where_it_was()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Json("""{"tickets":[],"after_cursor":null,"after_url":null,"end_of_stream":true}""")
        );

        var receipt = (await zendesk.ReadPageAsync()).Receipt;

        (receipt.AfterCursor, receipt.Rows, receipt.NewestVersion, receipt.EndOfStream).ShouldBe((null, 0, 0, true));
    }

    [Theory]
    [InlineData("""{"tickets":[],"after_cursor":null,"end_of_stream":false}""")]
    [InlineData("""{"tickets":[],"after_cursor":"same","end_of_stream":false}""")]
    [InlineData("""{"tickets":[],"after_cursor":"next"}""")]
    [InlineData("""{"tickets":null,"after_cursor":"next","end_of_stream":true}""")]
    public async Task A_page_that_leads_nowhere_is_refused(string body)
    {
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Json(body));

        var failure = await Should.ThrowAsync<ZendeskException>(() =>
            zendesk.TicketExport.ReadAsync(new ExportPosition("same", 0), 1_000, false, RequestLane.Live, CancellationToken.None)
        );

        failure.Fault.ShouldBe(ZendeskFault.BrokenAnswer);
    }

    [Fact]
    public async Task Users_are_exported_from_their_own_budget()
    {
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Json(
                """
                {"users":[{"id":6,"name":null,"email":"no address","role":"Agent","active":false,
                 "created_at":"2026-03-01T08:00:00Z","updated_at":"2026-03-02T08:00:00Z"}],"after_cursor":"u1","end_of_stream":true}
                """
            )
        );

        var page = await zendesk.UserExport.ReadAsync(new("u0", 0), 100, RequestLane.Reconciliation, CancellationToken.None);

        var user = page.Users.ShouldHaveSingleItem();
        (user.Id, user.Name, user.Email, user.Role, user.IsActive).ShouldBe((6, "", null, "agent", false));
        page.Receipt.NewestVersion.ShouldBe(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds());
        var question = zendesk.Server.Questions.ShouldHaveSingleItem();
        (question.Path, question.Query).ShouldBe(("/api/v2/incremental/users/cursor", "?cursor=u0&per_page=100"));
        zendesk.Budget.Taken.ShouldBe([(RequestBucket.UserExports, RequestLane.Reconciliation)]);
    }
}
