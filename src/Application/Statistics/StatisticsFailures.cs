namespace TicketPlatform.Application.Statistics;

internal static class StatisticsFailures
{
    public static Failure HourNotFound(string hour) =>
        new(
            FailureKind.NotFound,
            "hour-not-found",
            $"There is no such version of the hour {hour}; see the list of hours for what there is."
        );

    public static Failure NotPublished(StoredHour open) =>
        new(
            FailureKind.NotFound,
            "hour-not-published",
            $"The hour {HourText.Write(open.Hour)} is not published yet; ask again in a few minutes. {open.Reason}"
        );

    public static Failure NothingPublished() =>
        new(
            FailureKind.NotFound,
            "hour-not-published",
            "No hour is published yet; the list of hours says what the first one waits for. Ask again in a few minutes."
        );

    public static Failure Restated(string hour) =>
        new(
            FailureKind.Conflict,
            "hour-restated",
            $"The hour {hour} was restated meanwhile, or is about to be; ask again from the first page, in a few minutes."
        );

    public static Failure NotProven(string asOf) =>
        new(
            FailureKind.Conflict,
            "not-proven-yet",
            $"What happened up to {asOf} is not proven to be known yet; ask for an earlier instant, or again in a few minutes."
        );
}
