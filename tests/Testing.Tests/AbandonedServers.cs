namespace TicketPlatform.Testing.Tests;

public sealed class AbandonedServers
{
    [Fact]
    public async Task The_guard_stops_the_server_and_deletes_its_folder_when_the_process_is_gone()
    {
        var folder = NewFolder();
        await using var cluster = await PrivateCluster.StartAsync(new() { DataDirectory = folder });
        await using var guard = ClusterGuard.Start(folder);
        guard.ShouldNotBeNull();

        guard.EndInput();
        await guard.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);

        Directory.Exists(folder).ShouldBeFalse();
        cluster.IsRunning.ShouldBeFalse();
    }

    [Fact]
    public async Task A_start_removes_the_cluster_of_a_process_that_was_killed_together_with_its_guard()
    {
        var folder = NewFolder();
        await using var cluster = await PrivateCluster.StartAsync(new() { DataDirectory = folder });
        await File.WriteAllTextAsync(folder + ".lock", "");

        await using var next = await PrivateCluster.StartAsync(new());

        cluster.IsRunning.ShouldBeFalse();
        Directory.Exists(folder).ShouldBeFalse();
    }

    private static string NewFolder() => Path.Combine(ThrowAwayFolder.Root, Path.GetRandomFileName());
}
