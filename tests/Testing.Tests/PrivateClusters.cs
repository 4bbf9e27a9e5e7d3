using Npgsql;

namespace TicketPlatform.Testing.Tests;

public sealed class PrivateClusters : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cluster").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_test_database_is_a_clone_that_nobody_else_sees()
    {
        await using var first = await TestDatabase.CreateAsync();
        await using var second = await TestDatabase.CreateAsync();

        await ExecuteAsync(first.ConnectionString, "CREATE TABLE seen (id int)");

        (await ScalarAsync(first.ConnectionString, "SELECT to_regclass('seen')::text")).ShouldBe("seen");
        (await ScalarAsync(second.ConnectionString, "SELECT to_regclass('seen')::text")).ShouldBe(DBNull.Value);
    }

    [Fact]
    public async Task A_dropped_test_database_is_gone()
    {
        var database = await TestDatabase.CreateAsync();
        await database.DisposeAsync();

        (await database.Cluster.HasDatabaseAsync(database.Name)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cluster_keeps_what_was_committed_just_before_it_was_killed(bool durable)
    {
        await using var cluster = durable ? await StartDurableAsync() : await PrivateCluster.StartAsync(new());
        var database = cluster.ConnectionString("postgres") + ";Pooling=false";
        await ExecuteAsync(database, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (42)");

        await cluster.KillAsync();
        cluster.IsRunning.ShouldBeFalse();
        await cluster.RestartAsync();

        (await ScalarAsync(database, "SELECT id FROM kept")).ShouldBe(42);
    }

    [Fact]
    public async Task A_second_start_stops_the_server_that_the_first_left_behind()
    {
        await using var abandoned = await StartDurableAsync();
        await ExecuteAsync(abandoned.ConnectionString("postgres") + ";Pooling=false", "CREATE TABLE kept (id int)");

        await using var next = await StartDurableAsync();

        abandoned.IsRunning.ShouldBeFalse();
        (await ScalarAsync(next.ConnectionString("postgres"), "SELECT to_regclass('kept')::text")).ShouldBe("kept");
    }

    [Fact]
    public async Task A_process_file_that_names_a_process_of_somebody_else_does_not_stop_the_start()
    {
        await using (var first = await StartDurableAsync())
            await first.StopAsync();
        var processFile = Path.Combine(_folder, "data", "postmaster.pid");
        await File.WriteAllTextAsync(processFile, $"{Environment.ProcessId}\n{_folder}/data\n1\n5432\n\n127.0.0.1\n");

        await using var next = await StartDurableAsync();

        next.IsRunning.ShouldBeTrue();
    }

    [Fact]
    public async Task A_throw_away_cluster_leaves_no_folder_behind()
    {
        var cluster = await PrivateCluster.StartAsync(new());
        var folder = Path.GetDirectoryName(cluster.LogFile);
        Directory.Exists(folder).ShouldBeTrue();

        await cluster.DisposeAsync();

        Directory.Exists(folder).ShouldBeFalse();
    }

    private Task<PrivateCluster> StartDurableAsync() => PrivateCluster.StartAsync(new() { DataDirectory = _folder, Durable = true });

    private static async Task ExecuteAsync(string connectionString, string sql) => await ScalarAsync(connectionString, sql);

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
