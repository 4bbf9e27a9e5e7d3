using Npgsql;

namespace TicketPlatform.Benchmarks.Floor;

/// <summary>The same page of tickets that the product shows: same columns, same filter, same order, same limit.</summary>
internal sealed class FloorQuery(NpgsqlDataSource database)
{
    private const string Sql = """
        select owner.email, page.*
        from users owner
        left join lateral (
            select zendesk_id, subject, description, status, priority, created_at, updated_at, status_changed_at, solved_at, observed_at
            from tickets
            where user_id = $1 and status <> 'deleted' and is_public and status <> 'solved' and status <> 'closed'
            order by updated_at desc, zendesk_id desc
            limit 25) page on true
        where owner.id = $1
        """;

    public async Task<FloorAnswer?> ReadAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        if (!await rows.ReadAsync(cancellationToken))
            return null;
        var answer = new FloorAnswer(new(user, rows.GetString(0)), []);
        if (rows.IsDBNull(1))
            return answer;
        do answer.Tickets.Add(Ticket(rows));
        while (await rows.ReadAsync(cancellationToken));
        return answer;
    }

    private static FloorTicket Ticket(NpgsqlDataReader row)
    {
        var (category, text) = Explain(row.GetString(4));
        var updatedAt = row.GetDateTime(7);
        return new(
            row.GetInt64(1),
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            category,
            text,
            row.IsDBNull(5) ? null : row.GetString(5),
            row.GetDateTime(6),
            updatedAt,
            row.IsDBNull(8) ? updatedAt : row.GetDateTime(8),
            null, // only unsolved tickets are on this page
            row.GetDateTime(10)
        );
    }

    private static (string Category, string Text) Explain(string status) =>
        status switch
        {
            "new" => ("new", "We have received it"),
            "pending" => ("pending", "We are waiting for your answer"),
            "hold" => ("hold", "We are waiting for a third party"),
            _ => ("open", "We are working on it"),
        };
}
