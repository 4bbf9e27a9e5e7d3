using System.Text.Json.Serialization.Metadata;
using TicketPlatform.Application.Statistics;
using TicketPlatform.WebApi.Authentication;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;
using TicketPlatform.WebApi.Problems;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace TicketPlatform.WebApi.Statistics;

internal static class StatisticsEndpoints
{
    private const string DefaultWindow = "7d";

    extension(IEndpointRouteBuilder routes)
    {
        public void MapStatistics()
        {
            var statistics = routes.MapGroup("/api/statistics").WithTags("Statistics").RequireAuthorization(Policies.Support);

            statistics
                .MapGet("/hourly", GetHourly)
                .WithName("getHourlyStatistics")
                .WithMetadata(StatisticsParameters.OfHours)
                .Answers(StatusCodes.Status200OK, StatisticsExamples.Hours)
                .OrTable()
                .Refuses(StatusCodes.Status400BadRequest);
            statistics
                .MapGet("/summary", GetSummary)
                .WithName("getStatisticsSummary")
                .WithMetadata(StatisticsParameters.OfSummary)
                .Answers(StatusCodes.Status200OK, StatisticsExamples.Summary)
                .OrTable()
                .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
            statistics
                .MapGet("/agents", GetAgents)
                .WithName("getAgentStatistics")
                .WithMetadata(StatisticsParameters.OfAgents)
                .Answers(StatusCodes.Status200OK, StatisticsExamples.Agents)
                .OrTable()
                .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
            statistics
                .MapGet("/hours/{hour}", GetHour)
                .WithName("getStatisticsHour")
                .WithMetadata(StatisticsParameters.OfHour)
                .Answers(StatusCodes.Status200OK, StatisticsExamples.Hour)
                .OrTable()
                .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
            statistics
                .MapGet("/hours/{hour}/certificate", GetCertificate)
                .WithName("getHourCertificate")
                .WithMetadata(StatisticsParameters.OfCertificate)
                .Answers(StatusCodes.Status200OK, StatisticsExamples.Certificate)
                .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
            statistics
                .MapGet("/hours/{hour}/explain", Explain)
                .WithName("explainFigure")
                .WithMetadata(StatisticsParameters.OfExplanation)
                .Answers(StatusCodes.Status200OK, StatisticsExamples.Explanation)
                .OrTable()
                .Refuses(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        }
    }

    /// <summary>The figures of every hour</summary>
    /// <remarks>
    /// Ascending, from the hour of the first ticket on. An hour that is not proven to be complete yet has no figures, and says what it
    /// waits for. With `Accept: text/csv` the answer is a table.
    /// </remarks>
    internal static async Task<IResult> GetHourly(HttpContext context, IMediator mediator)
    {
        var request = context.Request;
        var query = new GetHourlyStatistics(
            request.Text("from"),
            request.Text("to"),
            request.Whole("limit") ?? StatisticsParameters.DefaultHours,
            request.Text("cursor")
        );
        return await AnswerAsync(
            context,
            mediator.Send(query, context.RequestAborted),
            StatisticsTables.Of,
            StatisticsJson.Default.HourlyStatistics,
            hours => hours.Page.Next
        );
    }

    /// <summary>The figures of a window together</summary>
    /// <remarks>
    /// Sums over the published hours of the window that ends with the last published hour, and its most efficient agents. With `Accept:
    /// text/csv` the answer is a table.
    /// </remarks>
    internal static async Task<IResult> GetSummary(HttpContext context, IMediator mediator)
    {
        var query = new GetStatisticsSummary(context.Request.Text("window") ?? DefaultWindow);
        return await AnswerAsync(
            context,
            mediator.Send(query, context.RequestAborted),
            StatisticsTables.Of,
            StatisticsJson.Default.StatisticsSummary
        );
    }

    /// <summary>How efficient the agents were</summary>
    /// <remarks>
    /// Credits for resolved tickets by the time that tickets were theirs, over a window that ends with a published hour. With `Accept:
    /// text/csv` the answer is a table.
    /// </remarks>
    internal static async Task<IResult> GetAgents(HttpContext context, IMediator mediator)
    {
        var request = context.Request;
        var query = new GetAgentStatistics(request.Text("window") ?? DefaultWindow, request.Text("asOf"));
        return await AnswerAsync(
            context,
            mediator.Send(query, context.RequestAborted),
            StatisticsTables.Of,
            StatisticsJson.Default.AgentStatistics
        );
    }

    /// <summary>One hour, in any version or as of a later instant</summary>
    /// <remarks>With `Accept: text/csv` the answer is a table.</remarks>
    /// <param name="hour">When it begins, UTC, such as 2026-11-20T08:00:00Z.</param>
    internal static async Task<IResult> GetHour(string hour, HttpContext context, IMediator mediator)
    {
        var request = context.Request;
        var query = new GetStatisticsHour(hour, request.Whole("version"), request.Text("asOf"));
        return await AnswerAsync(
            context,
            mediator.Send(query, context.RequestAborted),
            StatisticsTables.Of,
            StatisticsJson.Default.StatisticsHour
        );
    }

    /// <summary>What shows that an hour is complete</summary>
    /// <remarks>
    /// The chain of pages behind it, the failures it survived, a hash over the events of its tickets, and where Zendesk's own figures differ.
    /// </remarks>
    /// <param name="hour">When it begins, UTC, such as 2026-11-20T08:00:00Z.</param>
    internal static async Task<IResult> GetCertificate(string hour, HttpContext context, IMediator mediator)
    {
        var query = new GetHourCertificate(hour, context.Request.Whole("version"));
        var outcome = await mediator.Send(query, context.RequestAborted);
        return outcome.Failure is { } failure
            ? failure.ToProblem()
            : new JsonAnswer<CertifiedHour>(outcome.Value, StatisticsJson.Default.CertifiedHour);
    }

    /// <summary>The tickets and events behind a figure</summary>
    /// <remarks>
    /// What every ticket gives to the figure of the published version, so that it can be computed by hand. With `Accept: text/csv` the
    /// answer is a table.
    /// </remarks>
    /// <param name="hour">When it begins, UTC, such as 2026-11-20T08:00:00Z.</param>
    internal static async Task<IResult> Explain(string hour, HttpContext context, IMediator mediator)
    {
        var request = context.Request;
        var query = new ExplainFigure(
            hour,
            request.Text("figure"),
            request.Whole("limit") ?? QueryReading.DefaultLimit,
            request.Text("cursor")
        );
        return await AnswerAsync(
            context,
            mediator.Send(query, context.RequestAborted),
            StatisticsTables.Of,
            StatisticsJson.Default.FigureExplanation,
            parts => parts.Page.Next
        );
    }

    private static async Task<IResult> AnswerAsync<T>(
        HttpContext context,
        Task<Result<T>> asked,
        Func<T, IEnumerable<IReadOnlyList<string?>>> table,
        JsonTypeInfo<T> json,
        Func<T, string?>? next = null
    )
        where T : notnull
    {
        var outcome = await asked;
        if (outcome.Failure is { } failure)
            return failure.ToProblem();
        return CsvAnswer.IsWanted(context.Request)
            ? new CsvAnswer(table(outcome.Value), next?.Invoke(outcome.Value))
            : new JsonAnswer<T>(outcome.Value, json);
    }
}
