using TicketPlatform.Application.Alerts;
using TicketPlatform.Application.Notifications;
using TicketPlatform.Application.Operations;
using TicketPlatform.Application.Reconciliation;
using TicketPlatform.Application.Statistics;
using TicketPlatform.Application.Synchronization;
using TicketPlatform.Application.Tickets;
using TicketPlatform.Application.Webhooks;

namespace TicketPlatform.Infrastructure.Jobs;

/// <summary>Every job there is. What is not listed here is unscheduled at the next start.</summary>
internal static class JobCatalogue
{
    public static readonly IReadOnlyList<Job> All =
    [
        new("sync-tickets", TimeSpan.FromSeconds(10), budget => new SyncTickets(budget)),
        new("sync-users", TimeSpan.FromSeconds(10), budget => new SyncUsers(budget)),
        new("sync-events", TimeSpan.FromSeconds(30), budget => new SyncEvents(budget)),
        new("read-audits", TimeSpan.FromSeconds(10), budget => new ReadAudits(budget)),
        new("publish-statistics", TimeSpan.FromMinutes(1), budget => new PublishStatistics(budget)),
        new("resolve-requesters", TimeSpan.FromSeconds(10), budget => new ResolveRequesters(budget)),
        new("reread-tickets", TimeSpan.FromSeconds(10), budget => new RereadTickets(budget)),
        new("sweep-inbox", TimeSpan.FromSeconds(5), budget => new ApplyInbox(budget)),
        new("read-users", TimeSpan.FromSeconds(10), budget => new ReadUsers(budget)),
        new("check-credentials", TimeSpan.FromMinutes(1), _ => new CheckCredentials()),
        new("overlap-tickets", TimeSpan.FromMinutes(1), budget => new OverlapTickets(budget)),
        new("reconcile-tickets", TimeSpan.FromMinutes(1), budget => new ReconcileTickets(budget, Random.Shared)),
        new("advance-alerts", TimeSpan.FromSeconds(10), budget => new AdvanceAlerts(budget)),
        new("evaluate-alerts", TimeSpan.FromMinutes(15), budget => new EvaluateAlerts(budget)),
        new("deliver-notifications", TimeSpan.FromSeconds(5), budget => new DeliverNotifications(budget)),
        new("watch-operations", TimeSpan.FromMinutes(1), _ => new WatchOperations()),
        new("send-heartbeat", TimeSpan.FromMinutes(1), _ => new SendHeartbeat()),
        new("retention", TimeSpan.FromDays(1), budget => new ApplyRetention(budget)),
    ];
}
