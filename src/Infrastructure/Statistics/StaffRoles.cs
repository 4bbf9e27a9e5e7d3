using TicketPlatform.Domain.Statistics;

namespace TicketPlatform.Infrastructure.Statistics;

/// <summary>Reads who was an agent when: the roles of everybody who ever was one.</summary>
internal static class StaffRoles
{
    public const string Select = """
        select user_id, since, role in ('agent', 'admin')
        from zendesk_user_roles
        where user_id in (select user_id from zendesk_user_roles where role in ('agent', 'admin'))
        """;

    public static async Task<StaffHistory> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var changes = new List<RoleChange>();
        while (await row.ReadAsync(cancellationToken))
            changes.Add(new RoleChange(row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetBoolean(2)));
        return new StaffHistory(changes);
    }
}
