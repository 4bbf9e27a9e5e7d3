using System.Net;
using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Notifications;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Users;
using TicketPlatform.Application.Webhooks;
using TicketPlatform.Domain.Kernel;

namespace TicketPlatform.Integration.Tests.Rest;

/// <summary>The checksum of a cursor has no key: anybody can make one up, with whatever inside.</summary>
public sealed class RefusingCursors(PlatformHost host) : IClassFixture<PlatformHost>
{
    private const string Instant = "639080000000000000";
    private const string BeyondTime = "9223372036854775807";
    private const string Id = "0b7e1f00-0000-4000-8000-000000000001";

    private static readonly Reader Admin = new(UserId: null, ReadsEverything: true);

    private static readonly Dictionary<string, (string Question, string[] Genuine, string[][] MadeUp)> Lists = new()
    {
        ["/api/alerts"] = (
            new GetAlerts(GetAlerts.Open, null, null, null, 25, null).Question,
            [Instant, Id],
            [
                ["x", Id],
                [BeyondTime, Id],
                ["-1", Id],
                [Instant, "x"],
            ]
        ),
        ["/api/notifications"] = (
            new GetNotifications(GetNotifications.All, null, 25, null).Question,
            [Id],
            [
                ["x"],
            ]
        ),
        ["/api/users"] = (
            new GetUsers(null, 25, null).Question,
            [Instant, Id],
            [
                ["x", Id],
                [BeyondTime, Id],
                ["-1", Id],
                [Instant, "x"],
            ]
        ),
        ["/api/webhooks/inbox"] = (
            GetDeadLetters.Question,
            ["7"],
            [
                ["x"],
                ["99999999999999999999"],
            ]
        ),
        [$"/api/tickets/user/{Id}"] = (
            new GetUserTickets(Guid.Parse(Id), Admin, null, null, null, null, 25, null, null).Question,
            ["1772452800000000", "42"],
            [
                ["x", "42"],
                [BeyondTime, "42"],
                ["-9223372036854775808", "42"],
                ["1", "x"],
            ]
        ),
        ["/api/tickets/42/history"] = (
            new GetTicketHistory(42, Admin, 25, null).Question,
            [Instant, "1"],
            [
                ["x", "1"],
                [Instant, "-1"],
            ]
        ),
    };

    public static TheoryData<string> Paths => [.. Lists.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_cursor_that_somebody_made_up_is_refused_by_name(string path)
    {
        using var admin = host.Admin();
        var (question, genuine, madeUp) = Lists[path];

        (await admin.GetAsync($"{path}?cursor={PageCursor.Write(question, genuine)}")).StatusCode.ShouldNotBe(HttpStatusCode.BadRequest);
        foreach (var keys in madeUp)
            await (await admin.GetAsync($"{path}?cursor={PageCursor.Write(question, keys)}")).ShouldBlameAsync("cursor");
    }
}
