using TicketPlatform.Application.Operations;
using TicketPlatform.Infrastructure.Persistence;

namespace TicketPlatform.Infrastructure.Operations;

internal sealed class Incidents(TicketPlatformDbContext db) : IIncidents
{
    private static readonly TimeSpan Over = TimeSpan.FromMinutes(2);

    private const string Forget = "delete from operational_incidents where seen_at < $1";

    private const string Note = """
        insert into operational_incidents (kind, subject, since, seen_at)
        select kind, subject, $3, $3 from unnest($1::text[], $2::text[]) as present (kind, subject) order by kind, subject
        on conflict (kind, subject) do update set seen_at = excluded.seen_at
        returning kind, subject, since
        """;

    public async Task<IReadOnlyList<Incident>> NoteAsync(
        IReadOnlyCollection<OperationalCondition> present,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using (var forget = db.Command(Forget, now - Over))
            await forget.ExecuteNonQueryAsync(cancellationToken);
        var conditions = present.ToDictionary(condition => (condition.Kind, condition.Subject));
        await using var note = db.Command(
            Note,
            conditions.Keys.Select(key => key.Kind).ToArray(),
            conditions.Keys.Select(key => key.Subject).ToArray(),
            now
        );
        await using var row = await note.ExecuteReaderAsync(cancellationToken);
        var incidents = new List<Incident>();
        while (await row.ReadAsync(cancellationToken))
            incidents.Add(new Incident(conditions[(row.GetString(0), row.GetString(1))], row.GetFieldValue<DateTimeOffset>(2)));
        return incidents;
    }
}
