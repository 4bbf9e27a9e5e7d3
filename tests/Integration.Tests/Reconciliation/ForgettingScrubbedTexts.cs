using TicketPlatform.Integration.Tests.Synchronization;
using TicketPlatform.ZendeskSimulator.Account;

namespace TicketPlatform.Integration.Tests.Reconciliation;

public sealed class ForgettingScrubbedTexts
{
    [Fact]
    public async Task Nothing_of_a_scrubbed_ticket_s_texts_is_left_anywhere_in_the_database()
    {
        await using var mirror = await Mirror.StartAsync(users: 5, tickets: 10);
        var ticket = mirror.Zendesk.World.Apply(
            new CreateTicket
            {
                RequesterEmail = "ada@example.com",
                Subject = "Passport of Ada",
                Description = "Its number is P1234567.",
            }
        );
        await mirror.SettleAsync();
        (await RowsWithAsync(mirror, "P1234567")).ShouldBe("tickets");

        mirror.Zendesk.World.Apply(new ScrubTicket(ticket.Id));
        await mirror.SettleAsync();

        (await RowsWithAsync(mirror, "P1234567")).ShouldBe("");
        (await RowsWithAsync(mirror, "Passport of Ada")).ShouldBe("");
        (await mirror.Platform.ScalarAsync($"select subject || description from tickets where zendesk_id = {ticket.Id}")).ShouldBe(
            "SCRUBBEDX"
        );
    }

    private static async Task<string> RowsWithAsync(Mirror mirror, string text)
    {
        var tables = (string[])
            (await mirror.Platform.ScalarAsync("select array_agg(tablename::text) from pg_tables where schemaname = 'public'"))!;
        tables.ShouldContain("ticket_status_sightings");
        var searches = tables.Select(table =>
            $"select '{table}' as name where exists (select from \"{table}\" r where to_jsonb(r)::text like '%{text}%')"
        );
        return (string)
            (
                await mirror.Platform.ScalarAsync(
                    $"select coalesce(string_agg(name, ','), '') from ({string.Join(" union all ", searches)}) found"
                )
            )!;
    }
}
