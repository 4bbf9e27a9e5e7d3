using System.Text.Json;
using TicketPlatform.Application.Zendesk;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Integration.Tests.Zendesk;

/// <summary>Nothing of what the mirror keeps may get lost in reading what Zendesk really sends.</summary>
public sealed class ReadingRecordedAnswers
{
    [RecordingsFact]
    public async Task Every_recorded_ticket_is_read_without_loss()
    {
        var rows = RecordedAnswer.Rows("tickets", "ticket", "requester_id").ToList();
        rows.Count.ShouldBeGreaterThan(500);
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Json($$"""{"tickets":[{{Joined(rows)}}],"after_cursor":"c","end_of_stream":true}""")
        );

        var read = (await zendesk.ReadPageAsync()).Tickets;

        read.Count.ShouldBe(rows.Count);
        foreach (var ((file, row), ticket) in rows.Zip(read))
        {
            var content = ticket.Content;
            var updated = Time(row, "updated_at")!.Value;
            var metrics = row.TryGetProperty("metric_set", out var set) && set.ValueKind == JsonValueKind.Object ? set : default;
            content.ShouldSatisfyAllConditions(
                file,
                () => ticket.TicketId.ShouldBe(Id(row, "id")!.Value),
                () => content.RequesterId.ShouldBe(Id(row, "requester_id")!.Value),
                () => content.Subject.ShouldBe(Text(row, "subject") ?? ""),
                () => content.Description.ShouldBe(Text(row, "description") ?? ""),
                () => content.Status.Name.ShouldBe(Text(row, "status") ?? "open"),
                () => content.CustomStatusId.ShouldBe(Id(row, "custom_status_id")),
                () => content.Priority.ShouldBe(Text(row, "priority")),
                () => content.AssigneeId.ShouldBe(Id(row, "assignee_id")),
                () => content.GroupId.ShouldBe(Id(row, "group_id")),
                () => content.CreatedAt.ShouldBe(Time(row, "created_at")!.Value),
                () => content.UpdatedAt.ShouldBe(updated),
                () => content.StatusChangedAt.ShouldBe(Time(metrics, "status_updated_at")),
                () => content.SolvedAt.ShouldBe(Time(metrics, "solved_at")),
                () => content.IsPublic.ShouldBe(Flag(row, "is_public") ?? true),
                () => content.IsMergedAway.ShouldBe(Tags(row).Contains("closed_by_merge")),
                () =>
                    ticket.Version.ShouldBe(
                        Id(row, "generated_timestamp") is > 0 and var generated ? generated : updated.ToUnixTimeSeconds()
                    )
            );
        }
    }

    [RecordingsFact]
    public async Task Every_recorded_user_is_read_without_loss()
    {
        var rows = RecordedAnswer.Rows("users", "user", "created_at").Where(static found => Id(found.Row, "id") is not null).ToList();
        rows.Count.ShouldBeGreaterThan(100);
        await using var zendesk = await ZendeskClients.AskingAsync(
            Answer.Json($$"""{"users":[{{Joined(rows)}}],"after_cursor":"c","end_of_stream":true}""")
        );

        var read = (await zendesk.UserExport.ReadAsync(new(null, 0), 1_000, RequestLane.Live, CancellationToken.None)).Users;

        read.Count.ShouldBe(rows.Count);
        foreach (var ((file, row), user) in rows.Zip(read))
        {
            var email = Text(row, "email");
            user.ShouldSatisfyAllConditions(
                file,
                () => user.Id.ShouldBe(Id(row, "id")!.Value),
                () => user.Name.ShouldBe(Text(row, "name") ?? ""),
                () => (user.Email?.Value).ShouldBe(EmailAddress.TryParse(email, out _) ? email : null),
                () => user.Role.ShouldBe(Text(row, "role") ?? "end-user"),
                () => user.IsActive.ShouldBe(Flag(row, "active") ?? true),
                () => user.UpdatedAt.ShouldBe((Time(row, "updated_at") ?? Time(row, "created_at"))!.Value)
            );
        }
    }

    [RecordingsFact]
    public async Task Every_recorded_identity_is_read_without_loss()
    {
        var rows = RecordedAnswer.Rows("identities", "identity", "user_id").ToList();
        var addresses = rows.Where(static found => Text(found.Row, "type") == "email").ToList();
        addresses.ShouldNotBeEmpty();
        await using var zendesk = await ZendeskClients.AskingAsync(Answer.Json($$"""{"identities":[{{Joined(rows)}}],"next_page":null}"""));

        var read = await zendesk.Directory.IdentitiesAsync(7, RequestLane.Live, CancellationToken.None);

        read.Select(static identity => (identity.Email.Value, identity.IsPrimary, identity.IsVerified))
            .ShouldBe(
                addresses.Select(static found =>
                    (Text(found.Row, "value")!, Flag(found.Row, "primary")!.Value, Flag(found.Row, "verified")!.Value)
                )
            );
    }

    [RecordingsFact]
    public async Task Every_recorded_error_is_named()
    {
        var errors = RecordedAnswer.All().Where(static answer => answer.Status is >= 400 and < 500).ToList();
        errors.ShouldNotBeEmpty();
        foreach (var recorded in errors)
        {
            await using var zendesk = await ZendeskClients.AskingAsync(Answer.Json(recorded.Body.GetRawText(), recorded.Status!.Value));

            var failure = await Should.ThrowAsync<ZendeskException>(zendesk.ReadPageAsync);

            failure.Status.ShouldBe(recorded.Status, recorded.File);
            if (Text(recorded.Body, "error") is { } name)
                failure.Message.ShouldContain(name.Length > 60 ? name[..60] : name);
        }
    }

    private static string Joined(IEnumerable<(string File, JsonElement Row)> rows) =>
        string.Join(',', rows.Select(static found => found.Row.GetRawText()));

    private static JsonElement? Value(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private static string? Text(JsonElement row, string name) =>
        Value(row, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static long? Id(JsonElement row, string name) => Value(row, name)?.GetInt64();

    private static bool? Flag(JsonElement row, string name) => Value(row, name)?.GetBoolean();

    private static DateTimeOffset? Time(JsonElement row, string name) => Value(row, name)?.GetDateTimeOffset();

    private static IEnumerable<string?> Tags(JsonElement row) =>
        Value(row, "tags") is { } tags ? tags.EnumerateArray().Select(static tag => tag.GetString()) : [];
}
