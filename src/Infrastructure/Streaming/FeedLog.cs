using TicketPlatform.Application.Streaming;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Streaming;

/// <summary>A line of the outbox.</summary>
/// <param name="Id">Its place.</param>
/// <param name="Topic">Whom it is told to; null for everybody.</param>
/// <param name="Ticket">The ticket that a list shows differently.</param>
/// <param name="Alert">The alert to which something happened.</param>
/// <param name="Happened">What happened to the alert.</param>
internal readonly record struct FeedLine(long Id, FeedTopic? Topic, long Ticket, Guid Alert, string Happened);

/// <summary>Reads the outbox.</summary>
internal sealed class FeedLog(ReadDatabase database)
{
    /// <summary>The most lines taken at once.</summary>
    public const int Batch = 1_000;

    // Whoever missed more than this loads anew instead.
    private const int MostMissed = 1_000;

    private const string End = "select greatest((select id from outbox_floor), (select max(id) from outbox))";

    private const string Columns = "id, user_id, zendesk_id, alert_id, happened";

    private const string Lines = $"select {Columns} from outbox where id > $1 order by id limit $2";

    private const string OfList = "(user_id = $4 or user_id is null) and alert_id is null";

    private const string OfAlerts = "(alert_id is not null or user_id is null)";

    /// <summary>The position after the last line.</summary>
    public async Task<long> EndAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(End);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<List<FeedLine>> LinesAsync(long after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Lines, after, Batch);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var lines = new List<FeedLine>();
        while (await row.ReadAsync(cancellationToken))
            lines.Add(Line(row));
        return lines;
    }

    /// <summary>The lines about a topic between two positions; null where the log cannot tell all of it.</summary>
    public async Task<IReadOnlyCollection<FeedLine>?> MissedAsync(
        FeedTopic topic,
        long after,
        long upTo,
        CancellationToken cancellationToken
    )
    {
        await using var command = topic.UserId is { } user
            ? database.CreateCommand(Missed(OfList), after, upTo, MostMissed + 1, user)
            : database.CreateCommand(Missed(OfAlerts), after, upTo, MostMissed + 1);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
            return null;
        var lines = new List<FeedLine>();
        if (!row.IsDBNull(0))
            do lines.Add(Line(row));
            while (await row.ReadAsync(cancellationToken));
        return lines.Count > MostMissed || lines.Exists(line => line.Topic is null) ? null : lines;
    }

    // Below the floor something was removed; above the end is a position of another log.
    private static string Missed(string topic) =>
        $"""
            select line.*
            from (select $1 between (select id from outbox_floor) and ({End}) as reaches) log
            left join lateral (
                select {Columns} from outbox where {topic} and id > $1 and id <= $2 order by id limit $3) line on true
            where log.reaches
            """;

    private static FeedLine Line(NpgsqlDataReader row) =>
        new(
            row.GetInt64(0),
            row.IsDBNull(1) ? null
                : row.IsDBNull(3) ? FeedTopic.ListOf(row.GetGuid(1))
                : FeedTopic.Alerts,
            row.IsDBNull(2) ? 0 : row.GetInt64(2),
            row.IsDBNull(3) ? Guid.Empty : row.GetGuid(3),
            row.IsDBNull(4) ? "" : row.GetString(4)
        );
}
