using System.Net;

namespace TicketPlatform.Integration.Tests.Rest;

public sealed class TellingHealth(PlatformHost host) : IClassFixture<PlatformHost>
{
    [Fact]
    public async Task A_node_is_ready_when_the_first_synchronisation_is_through()
    {
        using var probe = host.Client();
        var before = await probe.GetAsync("/health/ready");
        before.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await before.JsonAsync()).GetProperty("status").GetString().ShouldBe("notReady");

        var now = host.Time.GetUtcNow();
        await host.ExecuteAsync(
            $"update sync_streams set state = 'Live', completed_at = {now}, watermark = {now}, last_succeeded_at = {now}"
        );

        var after = await probe.GetAsync("/health/ready");
        after.StatusCode.ShouldBe(HttpStatusCode.OK, await after.Content.ReadAsStringAsync());
        (await after.JsonAsync()).GetProperty("status").GetString().ShouldBe("ready");
    }
}
