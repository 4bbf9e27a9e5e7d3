using NpgsqlTypes;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Domain.Statistics;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Statistics;

internal sealed class TicketFacts(TicketPlatformDbContext db) : ITicketFacts
{
    // Export and audits may bring the same event at once, and neither would see it stored by the other.
    private const long Lock = 0x7469_636b_6661_6374;

    private const string Insert = """
        with added as (
            insert into ticket_events (event_id, position, ticket_id, at, actor_id, kind, old_value, new_value, is_public)
            select * from unnest(
                $1::bigint[], $2::smallint[], $3::bigint[], $4::timestamptz[], $5::bigint[], $6::smallint[], $7::text[], $8::text[], $9::boolean[])
                as told (event_id, position, ticket_id, at, actor_id, kind, old_value, new_value, is_public)
            -- Nothing promises that audits number the parts of an event as the export does: who knows the event knows all of it.
            where not exists (select from ticket_events known where known.event_id = told.event_id)
            on conflict do nothing
            returning ticket_id, at
        ), noted as (
            insert into statistics_changes (ticket_id, since) select ticket_id, min(at) from added group by ticket_id
        )
        select count(*)::int from added
        """;

    public async Task<int> AddAsync(IReadOnlyCollection<RecordedFact> facts, CancellationToken cancellationToken)
    {
        if (facts.Count == 0)
            return 0;
        await using var batch = db.Batch();
        batch.Add("select pg_advisory_xact_lock($1)", Lock);
        var command = batch.Add(Insert);
        void Column<T>(Func<RecordedFact, T> value) =>
            command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. facts.Select(value)] });

        Column(fact => fact.EventId);
        Column(fact => (short)fact.Position);
        Column(fact => fact.TicketId);
        Column(fact => fact.At);
        Column(fact => fact.ActorId);
        Column(fact => (short)fact.Kind);
        Column(fact => fact.From);
        Column(fact => fact.To);
        command.Parameters.Add(
            new NpgsqlParameter
            {
                Value = facts.Select(fact => fact.IsPublic).ToArray(),
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Boolean,
            }
        );
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.NextResultAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return row.GetInt32(0);
    }
}
