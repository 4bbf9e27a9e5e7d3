namespace TicketPlatform.ZendeskSimulator.Seeding;

/// <summary>The nights in which Europe changes its clocks; hours are UTC's, so that nothing may happen to the figures then.</summary>
internal static class ClockChanges
{
    private static readonly int[] Months = [3, 10];

    /// <summary>The moments of change within a span, in Unix seconds.</summary>
    public static IReadOnlyList<uint> Within(uint from, uint to) =>
        [
            .. Enumerable
                .Range(Year(from), Year(to) - Year(from) + 1)
                .SelectMany(year => Months.Select(month => LastSunday(year, month)))
                .Where(moment => moment >= from && moment <= to),
        ];

    private static int Year(uint at) => DateTimeOffset.FromUnixTimeSeconds(at).Year;

    private static uint LastSunday(int year, int month)
    {
        var last = new DateTimeOffset(year, month, 31, 1, 0, 0, TimeSpan.Zero);
        return (uint)last.AddDays(-(int)last.DayOfWeek).ToUnixTimeSeconds();
    }
}
