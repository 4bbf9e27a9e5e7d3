namespace TicketPlatform.Infrastructure.Persistence;

internal static class BatchStatements
{
    extension(NpgsqlBatch batch)
    {
        /// <summary>
        /// Adds a statement with its parameters in order; one whose type must be named comes as an <see cref="NpgsqlParameter"/>, and an
        /// array of texts that is the only one in brackets: it would be taken for the parameters.
        /// </summary>
        public NpgsqlBatchCommand Add(string sql, params ReadOnlySpan<object> parameters)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var parameter in parameters)
                command.Parameters.Add(parameter as NpgsqlParameter ?? new NpgsqlParameter { Value = parameter });
            batch.BatchCommands.Add(command);
            return command;
        }
    }
}
