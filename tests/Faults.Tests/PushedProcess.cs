using TicketPlatform.Testing;

namespace TicketPlatform.Faults.Tests;

/// <summary>A process of the product that may be killed and started again at the same address.</summary>
internal sealed class PushedProcess(PushedAccount account, Uri address, string secret) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private ChildProcess? _process;

    public async Task StartAsync()
    {
        _process = PlatformProcess.Start(account.Database.ConnectionString, account.Zendesk.BaseAddress, address, secret, account.Settings);
        (await _process.WaitForHttpAsync(new Uri(address, "/health/live"), StartLimit)).ShouldBeTrue(
            string.Join('\n', _process.RecentLines)
        );
    }

    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await _process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
