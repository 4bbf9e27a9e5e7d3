using TicketPlatform.Dev.Run;

namespace TicketPlatform.Dev.Tests;

public sealed class FollowingTheFirstSynchronization
{
    [Fact]
    public void What_is_not_healthy_yet_is_shown() =>
        FirstSynchronization
            .Describe(
                """
                {"status":"starting","entries":[
                  {"name":"database","state":"healthy","message":"Answers."},
                  {"name":"tickets","state":"unhealthy","message":"first synchronisation: 3,000 tickets so far"}]}
                """
            )
            .ShouldBe("first synchronisation: 3,000 tickets so far");

    [Theory]
    [InlineData("Unhealthy")]
    [InlineData("""{"title":"Not ready"}""")]
    public void Any_other_answer_is_shown_as_it_is(string body) => FirstSynchronization.Describe(body).ShouldBe(body);
}
