using Npgsql;
using TicketPlatform.Testing;
using TicketPlatform.ZendeskSimulator.Hosting;

namespace TicketPlatform.Soak;

/// <summary>What must be true at the end of every run, whatever happened on the way.</summary>
internal sealed class Verification(string connectionString, SimulatorServer zendesk, Node node)
{
    private const int Rankings = 5;

    /// <summary>A line for everything that is not as it must be.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync(Random random, CancellationToken cancellationToken) =>
        [
            .. await FigureComparison.DifferencesAsync(connectionString, zendesk.BaseAddress),
            .. await AgentComparison.DifferencesAsync(
                zendesk.BaseAddress,
                await EndsAsync(random, cancellationToken),
                async query => (await node.SendAsync(query, cancellationToken)).Value
            ),
            .. await CertificateComparison.DifferencesAsync(connectionString),
            .. await FactComparison.DifferencesAsync(connectionString, zendesk.World),
            .. await MirrorComparison.DifferencesAsync(connectionString, zendesk.World),
            .. await CursorChain.BreaksAsync(connectionString),
        ];

    /// <summary>The ends of some published hours, the last one among them.</summary>
    private async Task<IReadOnlyList<DateTimeOffset>> EndsAsync(Random random, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var command = database.CreateCommand(
            "select hour + interval '1 hour' from statistics_hours where state = 'final' order by 1"
        );
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var ends = new List<DateTimeOffset>();
        while (await row.ReadAsync(cancellationToken))
            ends.Add(row.GetFieldValue<DateTimeOffset>(0));
        return [.. random.GetItems(ends.ToArray(), Rankings - 1).Append(ends[^1])];
    }
}
