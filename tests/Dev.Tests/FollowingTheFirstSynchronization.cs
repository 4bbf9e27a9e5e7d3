using TicketPlatform.Dev.Run;

namespace TicketPlatform.Dev.Tests;

public sealed class FollowingTheFirstSynchronization
{
    [Theory]
    [InlineData("""{"status":"starting","checks":[{"name":"sync","message":"3,000 tickets"}]}""", "3,000 tickets")]
    [InlineData("""{"progress":"3,000 tickets"}""", "3,000 tickets")]
    [InlineData("Unhealthy", "Unhealthy")]
    public void The_message_is_found_wherever_it_stands(string body, string message) =>
        FirstSynchronization.Describe(body).ShouldBe(message);
}
