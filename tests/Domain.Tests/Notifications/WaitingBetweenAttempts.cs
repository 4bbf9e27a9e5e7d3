using TicketPlatform.Domain.Notifications;

namespace TicketPlatform.Domain.Tests.Notifications;

public sealed class WaitingBetweenAttempts
{
    private const double Middle = 0.5;

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(10, 2560)]
    [InlineData(11, 3600)]
    [InlineData(1_000, 3600)]
    public void Each_pause_is_twice_as_long_up_to_an_hour(int attempts, int seconds) =>
        DeliveryLadder.After(attempts, asked: null, Middle).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 6)]
    public void Chance_moves_it_by_a_fifth(double chance, int seconds) =>
        DeliveryLadder.After(1, asked: null, chance).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(60, 60)]
    [InlineData(1, 5)]
    [InlineData(-5, 5)]
    [InlineData(7 * 3600, 6 * 3600)]
    public void What_a_target_asks_for_is_granted_within_reason(int asked, int seconds) =>
        DeliveryLadder.After(1, TimeSpan.FromSeconds(asked), Middle).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void A_day_holds_some_thirty_attempts()
    {
        var (attempts, passed) = (1, TimeSpan.Zero);
        while ((passed += DeliveryLadder.After(attempts, asked: null, Middle)) <= DeliveryLadder.Length)
            attempts++;

        attempts.ShouldBeInRange(30, 36);
    }
}
