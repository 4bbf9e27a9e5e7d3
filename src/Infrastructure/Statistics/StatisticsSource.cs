using System.Data;
using TicketPlatform.Application.Statistics;

namespace TicketPlatform.Infrastructure.Statistics;

internal sealed class StatisticsSource(NpgsqlDataSource database) : IStatisticsSource
{
    public async Task<IStatisticsSnapshot> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            var view = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            return new StatisticsSnapshot(connection, view);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
