using System.Globalization;
using System.Text;
using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Operations;
using TicketPlatform.Application.Streaming;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Infrastructure.Telemetry;
using TicketPlatform.Infrastructure.Zendesk;
using TicketPlatform.Integration.Tests.Webhooks;
using TicketPlatform.Testing;
using Xunit.Abstractions;

namespace TicketPlatform.Integration.Tests.Persistence;

/// <summary>
/// The plans of the statements that the product really sends, taken from the server. They must stay as they are when the tables grow a
/// hundredfold, which a statement that reads a table from end to end, or ever more of its pages, does not.
/// </summary>
public sealed class ExplainingQueries(FilledPlatform filled, ITestOutputHelper output) : IClassFixture<FilledPlatform>
{
    private static readonly Guid Ada = Guid.Parse("00000000-0000-4000-8000-000000000042");
    private static readonly Reader Support = new(null, ReadsEverything: true);

    // A page is 8 KiB. These tables have a row per stream or bucket, or those of a minute or of a night.
    private static readonly string[] AlwaysSmall =
    [
        "sync_streams",
        "zendesk_request_budgets",
        "zendesk_requests",
        "outbox_floor",
        "mirror_audits",
        "ticket_gaps",
        "ticket_samples",
        "late_rows",
    ];

    /// <summary>What is asked often, the most pages that one of its statements may look at, and how it is asked.</summary>
    private static readonly Dictionary<string, (long Buffers, Func<PlatformHost, Task> Work)> Hot = new()
    {
        ["a user's open tickets"] = (40, host => host.SendAsync(Tickets())),
        ["a user's tickets, all of them by creation"] = (40, host => host.SendAsync(Tickets() with { Status = "all", Sort = "createdAt" })),
        ["a user's tickets, searched"] = (40, host => host.SendAsync(Tickets() with { Search = "fire", Priority = "high,low" })),
        ["the history of a ticket"] = (20, host => host.SendAsync(new GetTicketHistory(41, Support, 25, null))),
        ["a user"] = (20, host => host.SendAsync(new GetUser(Ada))),
        ["the users"] = (20, host => host.SendAsync(new GetUsers(null, 25, null))),
        ["a user by address"] = (20, host => host.SendAsync(new GetUsers("user42@example.com", 25, null))),
        ["a new user"] = (30, host => host.SendAsync(new PutUser(Guid.NewGuid(), "eve@example.com"))),
        ["a page of the export"] = (
            3_000,
            host => host.SendAsync(new ApplyTicketObservations([.. Enumerable.Range(1, 100).Select(Changed)]))
        ),
        ["a page of the user export"] = (300, host => host.SendAsync(new ApplyZendeskUsers([.. Enumerable.Range(1, 20).Select(User)]))),
        ["a webhook"] = (60, WebhookAsync),
        ["tickets to be read again"] = (60, host => host.SendAsync(new ApplyInbox(new SliceBudget(host.Time)))),
        ["the budget of requests"] = (
            60,
            host =>
                host.Services.GetRequiredService<IRequestBudget>()
                    .TakeAsync(RequestBucket.Account, RequestLane.Live, CancellationToken.None)
        ),
        ["the gauges"] = (100, host => host.Services.GetRequiredService<GaugeReadings>().ReadAsync(CancellationToken.None)),
        ["the alerts"] = (100, host => host.SendAsync(new GetAlerts(GetAlerts.Open, null, null, null, 25, null))),
        ["what a stream of alerts has missed"] = (
            60,
            host => host.Services.GetRequiredService<ILiveFeed>().ReadAsync(FeedTopic.Alerts, 19_000, 20_000, CancellationToken.None)
        ),
        ["what a user's stream has missed"] = (
            60,
            host => host.Services.GetRequiredService<ILiveFeed>().ReadAsync(FeedTopic.ListOf(Ada), 0, 20_000, CancellationToken.None)
        ),
        ["readiness"] = (20, host => host.SendAsync(new GetHealth())),
    };

    private static int _changes;

    public static TheoryData<string> Names => [.. Hot.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hot_statement_reads_by_index_and_few_pages(string name)
    {
        var (buffers, work) = Hot[name];
        await filled.ExplainAsync(work); // statistics of the first call, and what the driver asks once

        var plans = await filled.ExplainAsync(work);

        plans.ShouldNotBeEmpty();
        output.WriteLine($"{name}: at most {plans.Max(plan => plan.Buffers)} of {buffers} pages");
        foreach (var plan in plans)
        {
            plan.ReadFromEndToEnd.Except(AlwaysSmall).ShouldBeEmpty(plan.Statement);
            plan.Buffers.ShouldBeLessThanOrEqualTo(buffers, plan.Statement);
        }
    }

    [Fact]
    public async Task A_statement_without_an_index_is_found()
    {
        var plans = await filled.ExplainAsync(host => host.ExecuteAsync($"select from tickets where subject = 'Subject 41'"));

        var plan = plans.Single(plan => plan.Statement.StartsWith("select from tickets", StringComparison.Ordinal));
        plan.ReadFromEndToEnd.ShouldBe(["tickets"]);
        plan.Buffers.ShouldBeGreaterThan(1_000);
    }

    private static GetUserTickets Tickets() => new(Ada, Support, null, null, null, null, 25, null, null);

    private static Domain.Tickets.TicketObservation Changed(int n) =>
        Observed.Export(
            n * 400,
            Observed.Printer with
            {
                RequesterId = n,
                // Each page changes all of its tickets, so that every one costs the same.
                UpdatedAt = Observed.Noon.AddSeconds(Interlocked.Increment(ref _changes)),
            }
        );

    private static Domain.Users.ZendeskUserObservation User(int n) =>
        Observed.User(n * 100, string.Create(CultureInfo.InvariantCulture, $"user{n * 100}@example.com"), Observed.Noon.AddSeconds(n));

    private static async Task WebhookAsync(PlatformHost host)
    {
        var told = new TicketEvent(4_100) { Requester = 41 };
        using var request = WebhookHost.Request(Encoding.UTF8.GetBytes(told.ToString()), host.Time.GetUtcNow(), WebhookHost.Secret);
        using var client = host.Client();
        (await client.SendAsync(request)).EnsureSuccessStatusCode();
        await host.SendAsync(new ApplyInbox(new SliceBudget(host.Time)));
    }
}
