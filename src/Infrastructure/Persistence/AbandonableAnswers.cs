namespace TicketPlatform.Infrastructure.Persistence;

/// <summary>
/// A statement on a shared connection cannot be taken back once it was sent, and a server that has stopped answering does not
/// even refuse. Whoever waits can leave all the same; the answer, should it ever come, is thrown away.
/// </summary>
internal static class AbandonableAnswers
{
    extension(NpgsqlCommand command)
    {
        /// <summary>Throws <see cref="OperationCanceledException"/> as soon as the token says so, whatever the server does.</summary>
        public async Task<NpgsqlDataReader> AskAsync(CancellationToken cancellationToken)
        {
            var answer = command.ExecuteReaderAsync(cancellationToken);
            try
            {
                return await answer.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                _ = ThrowAwayAsync(answer);
                throw;
            }
        }
    }

    private static async Task ThrowAwayAsync(Task<NpgsqlDataReader> answer)
    {
        await ((Task)answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (answer.IsCompletedSuccessfully)
            await answer.Result.DisposeAsync();
    }
}
