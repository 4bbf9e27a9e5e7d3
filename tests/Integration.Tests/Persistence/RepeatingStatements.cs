using Npgsql;

namespace TicketPlatform.Integration.Tests.Persistence;

public sealed class RepeatingStatements
{
    [Fact]
    public async Task A_statement_that_was_cut_off_while_it_was_planned_answers_when_it_is_repeated()
    {
        await using var platform = await Platform.StartAsync();
        await using var connection = await platform.Service<NpgsqlDataSource>().OpenConnectionAsync();

        (await QuotientAsync(connection, 1)).ShouldBe(6);
        // PostgreSQL divides when it plans, which is when an answer is not described yet.
        (await Should.ThrowAsync<PostgresException>(() => QuotientAsync(connection, 0))).SqlState.ShouldBe(
            PostgresErrorCodes.DivisionByZero
        );
        (await QuotientAsync(connection, 2)).ShouldBe(3);
    }

    private static async Task<int> QuotientAsync(NpgsqlConnection connection, int divisor)
    {
        await using var command = new NpgsqlCommand("select 6 / $1", connection)
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = divisor } },
        };
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
