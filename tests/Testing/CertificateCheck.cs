using Npgsql;

namespace TicketPlatform.Testing;

/// <summary>Verifies the certificates of published hours against the database, as docs/statistics.md tells readers to.</summary>
public static class CertificateCheck
{
    /// <summary>
    /// One line per published hour whose certificate does not hold: another hash over the facts, a broken chain of pages, or a stream that was
    /// not read to its end by a walk that began ninety seconds after the hour.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FailuresAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(
            """
            with published as (
                select hour, hour + interval '1 hour' as ended, version, certificate::jsonb as certificate
                from statistics_hours where state = 'final'
            ), hashed as (
                select published.*, (
                    select encode(sha256(convert_to(coalesce(string_agg(ticket_id || ',' || event_id || E'\n', '' order by ticket_id, event_id), ''), 'UTF8')), 'hex')
                    from (
                        select distinct fact.ticket_id, fact.event_id
                        from ticket_events fact
                        where fact.at < ended and fact.ticket_id in (
                            select ticket_id from ticket_events where at >= hour and at < ended)) facts) as sha256
                from published
            )
            select hour || ' version ' || version || ': '
                || case when sha256 <> certificate -> 'facts' ->> 'sha256' then 'the hash differs'
                    when certificate ->> 'verdict' <> 'green' then 'Zendesk differs: ' || (certificate ->> 'secondOpinion')
                    else 'a stream was not drained' end
            from hashed
            where sha256 <> certificate -> 'facts' ->> 'sha256' or certificate ->> 'verdict' <> 'green'
                or jsonb_array_length(certificate -> 'streams') <> 3
                or exists (
                    select from jsonb_array_elements(certificate -> 'streams') stream
                    where (stream ->> 'drainedSince')::timestamptz < ended + interval '90 seconds' or (stream ->> 'brokenLinks')::bigint > 0)
            order by hour
            """
        );
        await using var row = await command.ExecuteReaderAsync();
        var failures = new List<string>();
        while (await row.ReadAsync())
            failures.Add(row.GetString(0));
        return failures;
    }
}
