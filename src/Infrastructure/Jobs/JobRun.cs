namespace TicketPlatform.Infrastructure.Jobs;

/// <summary>One run of one slice of a job.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Job">The job's name in the catalogue.</param>
/// <param name="Node">The host and process that ran it.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="FinishedAt">UTC.</param>
/// <param name="Outcome">done, problem, cutOff or failed.</param>
/// <param name="Error">Why it did not end well, in one line.</param>
/// <param name="Rows">Rows worked on.</param>
internal sealed record JobRun(
    Guid Id,
    string Job,
    string Node,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    string Outcome,
    string? Error,
    int Rows
);
