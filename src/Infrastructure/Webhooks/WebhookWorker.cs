using MediatR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Telemetry;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Webhooks;

namespace TicketPlatform.Infrastructure.Webhooks;

/// <summary>
/// Applies what this process received as soon as it is in the inbox, and reads from Zendesk what events do not tell. It runs wherever
/// deliveries arrive, so that freshness does not depend on a schedule; what it leaves undone, the jobs find.
/// </summary>
internal sealed partial class WebhookWorker(IServiceScopeFactory scopes, InboxWork work, TimeProvider time, ILogger<WebhookWorker> logger)
    : BackgroundService
{
    /// <summary>How long reads are collected, so that a burst of events costs few requests.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan PauseAfterTrouble = TimeSpan.FromSeconds(1);

    /// <summary>How long Zendesk is left alone once it, or our own budget, gave nothing.</summary>
    private static readonly TimeSpan PauseAfterProblem = TimeSpan.FromSeconds(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(ApplyAsync(stoppingToken), ReadAsync(stoppingToken));

    private async Task ApplyAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await work.ArrivalAsync(stopping);
            await RunAsync("apply-inbox", budget => new ApplyInbox(budget), work.HasArrived, stopping);
        }
    }

    private async Task ReadAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await work.ReadingAsync(stopping);
            await Task.Delay(Gathering, time, stopping);
            var calm = await RunAsync("read-users", budget => new ReadUsers(budget), work.NeedsReading, stopping);
            calm &= await RunAsync("reread-tickets", budget => new RereadTickets(budget), work.NeedsReading, stopping);
            if (!calm)
                await Task.Delay(PauseAfterProblem, time, stopping);
        }
    }

    /// <summary>Runs one slice; one that leaves work behind, or breaks, is followed by another. Answers whether it had no problem.</summary>
    private async Task<bool> RunAsync(
        string name,
        Func<SliceBudget, IRequest<SliceOutcome>> command,
        Action again,
        CancellationToken stopping
    )
    {
        using var traced = TracedWork.Slice(name);
        try
        {
            using var limit = new CancellationTokenSource(SliceBudget.Limit, time);
            using var slice = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
            await using var scope = scopes.CreateAsyncScope();
            var outcome = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command(new SliceBudget(time)), slice.Token);
            traced.Ended(outcome.Problem is null ? "done" : "problem", outcome.Rows, outcome.Problem);
            if (outcome.MoreIsWaiting)
                again();
            return outcome.Problem is null;
        }
        catch (Exception trouble) when (!stopping.IsCancellationRequested)
        {
            traced.Ended("failed", rows: 0, trouble.GetType().Name);
            SliceBroke(trouble);
            await Task.Delay(PauseAfterTrouble, time, stopping);
            again();
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A slice of the inbox broke off and is repeated in a second")]
    private partial void SliceBroke(Exception trouble);
}
