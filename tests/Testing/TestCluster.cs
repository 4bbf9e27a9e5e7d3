namespace TicketPlatform.Testing;

/// <summary>The one throw-away cluster of this test process: started by the first test that needs it, gone with the process.</summary>
public static class TestCluster
{
    private static readonly Lazy<Task<PrivateCluster>> Started = new(() => PrivateCluster.StartAsync(new()));

    /// <summary>The running cluster.</summary>
    public static Task<PrivateCluster> GetAsync() => Started.Value;
}
