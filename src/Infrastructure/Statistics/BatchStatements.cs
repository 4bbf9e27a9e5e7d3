namespace TicketPlatform.Infrastructure.Statistics;

internal static class BatchStatements
{
    extension(NpgsqlBatch batch)
    {
        /// <summary>Adds a statement with its parameters in order; one whose type must be named comes as an <see cref="NpgsqlParameter"/>.</summary>
        public void Add(string sql, params ReadOnlySpan<object> parameters)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var parameter in parameters)
                command.Parameters.Add(parameter as NpgsqlParameter ?? new NpgsqlParameter { Value = parameter });
            batch.BatchCommands.Add(command);
        }
    }
}
