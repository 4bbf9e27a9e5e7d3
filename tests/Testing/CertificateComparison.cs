using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace TicketPlatform.Testing;

/// <summary>Verifies the certificates of published hours as a reader of the database would.</summary>
public static class CertificateComparison
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(90);

    /// <summary>One line per certificate that does not hold; none when all do.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = database.CreateCommand(
            """
            select hour, version, state, certificate, case when state = 'final' then (
                select encode(sha256(convert_to(coalesce(string_agg(line, '' order by ticket_id, event_id), ''), 'UTF8')), 'hex')
                from (
                    select distinct ticket_id, event_id, ticket_id || ',' || event_id || E'\n' as line
                    from ticket_events
                    where at < hour + interval '1 hour' and ticket_id in (
                        select ticket_id from ticket_events where at >= hour and at < hour + interval '1 hour')) fact)
            end as sha256, (
                select string_agg(format('ticket %s %s %s against %s', ticket_id, figure, ours, theirs), ', ')
                from statistics_discrepancies each
                where each.hour = statistics_hours.hour and each.version = statistics_hours.version and cause = 'unexplained') as unexplained
            from statistics_hours
            where state <> 'open'
            order by hour, version
            """
        );
        await using var row = await command.ExecuteReaderAsync();
        var differences = new List<string>();
        while (await row.ReadAsync())
        {
            var name = string.Create(
                CultureInfo.InvariantCulture,
                $"certificate of {row.GetFieldValue<DateTimeOffset>(0):u} version {row.GetInt32(1)}"
            );
            using var certificate = JsonDocument.Parse(row.GetString(3));
            var end = row.GetFieldValue<DateTimeOffset>(0).AddHours(1);
            var isFinal = row.GetString(2) == "final";
            differences.AddRange(
                Faults(certificate.RootElement, end, isFinal ? row.GetString(4) : null, row.IsDBNull(5) ? null : row.GetString(5))
                    .Select(fault => $"{name}: {fault}")
            );
        }
        return differences;
    }

    private static IEnumerable<string> Faults(JsonElement certificate, DateTimeOffset end, string? sha256, string? unexplained)
    {
        var facts = certificate.GetProperty("facts").GetProperty("sha256").GetString();
        if (sha256 is not null && facts != sha256)
            yield return $"the facts hash to {sha256}, not to {facts}";
        if (sha256 is not null && certificate.GetProperty("verdict").GetString() != "green")
            yield return $"nothing explains {unexplained}";
        var streams = certificate.GetProperty("streams").EnumerateArray().ToList();
        if (streams.Count != 3)
            yield return $"{streams.Count} streams instead of three";
        foreach (var stream in streams)
        {
            var drained = stream.GetProperty("drainedSince");
            if (drained.ValueKind == JsonValueKind.Null || drained.GetDateTimeOffset() < end + Margin)
                yield return $"{stream.GetProperty("stream")} was not drained since the end of the hour, but since {drained}";
            if (stream.GetProperty("brokenLinks").GetInt64() > 0)
                yield return $"the chain of {stream.GetProperty("stream")} is broken";
        }
    }
}
