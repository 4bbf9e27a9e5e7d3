using System.Collections.Concurrent;

namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>Background jobs, which here are done by the time anybody asks.</summary>
internal sealed class JobStatuses(SimulatorClock clock)
{
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, int Total, string Results)> jobs = new();

    /// <summary>Answers as Zendesk does: queued, everything else unknown yet.</summary>
    public IResult Queue(HttpRequest request, int total, string results)
    {
        var id = $"V3-{jobs.Count + 1:x32}";
        jobs[id] = (clock.GetUtcNow(), total, results);
        return Answer(request, id, "null", "queued", "null", "null");
    }

    public IResult Show(HttpRequest request, string id)
    {
        if (!jobs.TryGetValue(id, out var job))
            return Refusal.NotFound;
        var message = string.Create(CultureInfo.InvariantCulture, $"\"Completed at {job.At:yyyy-MM-dd HH:mm:ss} +0000\"");
        return Answer(request, id, job.Total.ToString(CultureInfo.InvariantCulture), "completed", message, job.Results);
    }

    private static IResult Answer(HttpRequest request, string id, string total, string status, string message, string results) =>
        Refusal.Json(
            200,
            $$$"""{"job_status":{"id":"{{{id}}}","url":"{{{request.BaseUrl}}}/api/v2/job_statuses/{{{id}}}.json","total":{{{total}}},"progress":{{{total}}},"status":"{{{status}}}","message":{{{message}}},"results":{{{results}}}}}"""
        );
}

internal static class JobStatusEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapJobStatuses() =>
            routes.MapGet("/job_statuses/{id}", (string id, HttpRequest request, JobStatuses jobs) => jobs.Show(request, id));
    }
}
