using System.Text;
using TicketPlatform.Application.Alerts;
using TicketPlatform.Domain.Alerts;

namespace TicketPlatform.Infrastructure.Alerts;

internal sealed class AlertReader(NpgsqlDataSource database) : IAlertReader
{
    private const string Select = $"""
        select owner.email, {AlertRow.Columns} from alerts alert left join users owner on owner.id = alert.user_id
        """;

    private const string Timeline = """
        select kind, at, open_tickets, by, note, until, tickets from alert_events where alert_id = $1 order by id
        """;

    public async Task<IReadOnlyList<AlertView>> ReadAsync(AlertsQuestion question, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText = Assemble(question, command.Parameters);
        return await ViewsAsync(command, cancellationToken);
    }

    public async Task<AlertView?> FindAsync(Guid alert, CancellationToken cancellationToken) =>
        (await FindAsync([alert], cancellationToken)).SingleOrDefault();

    public async Task<IReadOnlyList<AlertView>> FindAsync(IReadOnlyCollection<Guid> alerts, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"{Select} where alert.id = any ($1)");
        command.Parameters.Add(new NpgsqlParameter { Value = alerts.ToArray() });
        return await ViewsAsync(command, cancellationToken);
    }

    public async Task<IReadOnlyList<AlertMoment>> TimelineAsync(Guid alert, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Timeline);
        command.Parameters.Add(new NpgsqlParameter { Value = alert });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var moments = new List<AlertMoment>();
        while (await row.ReadAsync(cancellationToken))
            moments.Add(Moment(AlertRow.ReadEvent(row)));
        return moments;
    }

    private static string Assemble(AlertsQuestion question, NpgsqlParameterCollection parameters)
    {
        string Add(object value)
        {
            parameters.Add(new NpgsqlParameter { Value = value });
            return $"${parameters.Count}";
        }

        var sql = new StringBuilder($"{Select} where true");
        if (question.IsOpen is { } isOpen)
            sql.Append(isOpen ? " and alert.closed_at is null" : " and alert.closed_at is not null");
        if (question.UserId is { } user)
            sql.Append($" and alert.user_id = {Add(user)}");
        if (question.From is { } from)
            sql.Append($" and alert.opened_at >= {Add(from)}");
        if (question.To is { } to)
            sql.Append($" and alert.opened_at < {Add(to)}");
        if (question.After is { } after)
            sql.Append($" and (alert.opened_at, alert.id) < ({Add(after.OpenedAt)}, {Add(after.Id)})");
        return sql.Append($" order by alert.opened_at desc, alert.id desc limit {Add(question.Limit)}").ToString();
    }

    private static async Task<IReadOnlyList<AlertView>> ViewsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var views = new List<AlertView>();
        while (await row.ReadAsync(cancellationToken))
            views.Add(View(AlertRow.Read(row, 1), row.IsDBNull(0) ? null : row.GetString(0)));
        return views;
    }

    private static AlertView View(AlertState alert, string? email) =>
        new(
            alert.Id,
            new AlertUser(alert.UserId, email),
            alert.ClosedAt is null ? GetAlerts.Open : GetAlerts.Closed,
            alert.OpenedAt,
            alert.ClosedAt,
            alert.OpenTickets,
            alert.Limit,
            alert.Peak,
            alert.Evidence,
            alert.Cause.ToString().ToLowerInvariant(),
            alert.CausedBy,
            alert.BelowSince,
            alert.Acknowledged?.By,
            alert.Acknowledged?.At,
            alert.Acknowledged?.Note,
            alert.SnoozedUntil,
            alert.Reminders,
            alert.EscalatedAt
        );

    private static AlertMoment Moment(AlertEvent happened) =>
        new(
            happened.At,
            happened.Kind.ToString().ToLowerInvariant(),
            happened.OpenTickets,
            happened.Tickets,
            happened.By,
            happened.Note,
            happened.Until
        );
}
