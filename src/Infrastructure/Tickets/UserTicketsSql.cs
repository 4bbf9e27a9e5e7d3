using System.Text;
using NpgsqlTypes;
using TicketPlatform.Application.Tickets;

namespace TicketPlatform.Infrastructure.Tickets;

/// <summary>
/// Builds the read of a user's tickets from fixed fragments; values are always parameters. There are few enough
/// combinations that each is prepared once per connection.
/// </summary>
internal static class UserTicketsSql
{
    private const string Visible = $"user_id = $1 and {UserTicketColumns.Visible}";

    // The nested loop over one user keeps the order of the inner query. A status unknown to us counts as open.
    private const string Head = $"""
        select owner.email, stream.watermark, owner.reread_at, pushed.newest_version,
            counts.new, counts.total - counts.new - counts.pending - counts.hold - counts.solved - counts.closed,
            counts.pending, counts.hold, counts.solved, counts.closed, page.*
        from users owner
        left join sync_streams stream on stream.name = 'tickets'
        left join sync_streams pushed on pushed.name = 'webhooks'
        cross join lateral (
            select count(*) as total,
                count(*) filter (where status = 'new') as new,
                count(*) filter (where status = 'pending') as pending,
                count(*) filter (where status = 'hold') as hold,
                count(*) filter (where status = 'solved') as solved,
                count(*) filter (where status = 'closed') as closed
            from tickets where {Visible}) counts
        left join lateral (
            select {UserTicketColumns.List}, fence,
        """;

    private const string Tail = ") page on true where owner.id = $1";

    private const string UpdatedKey = "(extract(epoch from updated_at) * 1000000)::bigint";
    private const string CreatedKey = "(extract(epoch from created_at) * 1000000)::bigint";
    private const string PriorityKey =
        "case priority when 'urgent' then 4 when 'high' then 3 when 'normal' then 2 when 'low' then 1 else 0 end::bigint";

    public static NpgsqlCommand Fill(NpgsqlCommand command, UserTicketsQuestion question)
    {
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = question.UserId });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = question.Limit });
        command.CommandText = IsPlain(question) ? Plain : Assemble(question, command.Parameters);
        return command;
    }

    // What most callers ask: the first page of the unsolved tickets, last updated first.
    private static readonly string Plain =
        $"{Head} {UpdatedKey} as key from tickets where {Visible} and status <> 'solved' and status <> 'closed' "
        + $"order by updated_at desc, zendesk_id desc limit $2{Tail}";

    private static bool IsPlain(UserTicketsQuestion question) =>
        question is { Status.Unsolved: true, Priorities: null, Search: null, After: null } && question.Sort == TicketSort.Default;

    private static string Assemble(UserTicketsQuestion question, NpgsqlParameterCollection parameters)
    {
        var (column, key) = question.Sort.Key switch
        {
            TicketSortKey.UpdatedAt => ("updated_at", UpdatedKey),
            TicketSortKey.CreatedAt => ("created_at", CreatedKey),
            _ => ($"({PriorityKey})", PriorityKey),
        };
        var direction = question.Sort.Descending ? "desc" : "asc";
        var sql = new StringBuilder($"{Head} {key} as key from tickets where {Visible}");
        Filter(sql, question, parameters);
        if (question.After is { } after)
        {
            var comparison = question.Sort.Descending ? '<' : '>';
            sql.Append(
                $" and ({column}, zendesk_id) {comparison} ({Position(question.Sort.Key, after, parameters)}, ${parameters.Count + 1})"
            );
            parameters.Add(new NpgsqlParameter<long> { TypedValue = after.TicketId });
        }
        return sql.Append($" order by {column} {direction}, zendesk_id {direction} limit $2{Tail}").ToString();
    }

    private static void Filter(StringBuilder sql, UserTicketsQuestion question, NpgsqlParameterCollection parameters)
    {
        if (question.Status.Unsolved)
            sql.Append(" and status <> 'solved' and status <> 'closed'");
        if (question.Status.Names is { } names)
            sql.Append($" and status = any ({Add(parameters, names.ToArray())})");
        if (question.Priorities is { } priorities)
            sql.Append($" and coalesce(priority, 'none') = any ({Add(parameters, priorities.ToArray())})");
        if (question.Search is { } search)
        {
            var pattern = Add(parameters, $"%{Escape(search)}%");
            sql.Append($" and (subject ilike {pattern} or description ilike {pattern})");
        }
    }

    private static string Position(TicketSortKey key, TicketPosition after, NpgsqlParameterCollection parameters)
    {
        if (key == TicketSortKey.Priority)
            return Add(parameters, after.Key);
        var at = DateTime.UnixEpoch.AddTicks(after.Key * TimeSpan.TicksPerMicrosecond);
        parameters.Add(new NpgsqlParameter<DateTime>("", NpgsqlDbType.TimestampTz) { TypedValue = at });
        return $"${parameters.Count}";
    }

    private static string Add<T>(NpgsqlParameterCollection parameters, T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return $"${parameters.Count}";
    }

    private static string Escape(string search) =>
        search
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
}
