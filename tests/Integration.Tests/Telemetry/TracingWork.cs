using System.Collections.Concurrent;
using System.Diagnostics;
using TicketPlatform.Infrastructure.Jobs;
using TicketPlatform.Integration.Tests.Webhooks;
using TicketPlatform.Integration.Tests.Zendesk;

namespace TicketPlatform.Integration.Tests.Telemetry;

public sealed class TracingWork : IDisposable
{
    private static readonly string[] Sources = ["TicketPlatform", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql"];

    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public TracingWork()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => Sources.Contains(source.Name),
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_webhook_is_one_trace_from_its_receipt_until_it_is_visible()
    {
        var webhooks = new WebhookHost();
        await webhooks.InitializeAsync();
        var told = new TicketEvent(41);

        await webhooks.SendAsync(told.ToString());
        await webhooks.SettledAsync();

        var visible = await EndedAsync(span => span.GetTagItem("messaging.message.id") as string == told.Id);
        var receipt = await EndedAsync(span => span.SpanId == visible.ParentSpanId);
        (receipt.Source.Name, receipt.Kind).ShouldBe(("Microsoft.AspNetCore", ActivityKind.Server));
        Of(receipt).ShouldContain(span => span.Source.Name == "Npgsql");
        var slice = visible.Links.ShouldHaveSingleItem().Context;
        (await EndedAsync(span => span.SpanId == slice.SpanId)).DisplayName.ShouldBe("job apply-inbox");
        await webhooks.DisposeAsync();
    }

    [Fact]
    public async Task A_job_is_one_trace_down_to_its_statements_and_its_requests_to_Zendesk()
    {
        await using var zendesk = await ScriptedServer.StartAsync(Answer.Status(401));
        await using var platform = await Platform.StartAsync(zendesk.Address);
        var job = JobCatalogue.All.Single(job => job.Name == "check-credentials");

        using (var test = new Activity("test").Start())
            await platform.Service<JobRunner>().RunAsync(job, CancellationToken.None);

        var request = await EndedAsync(span => span.Source.Name == "System.Net.Http" && Port(span) == zendesk.Address.Port);
        var slice = Of(request).Single(span => span.DisplayName == "job check-credentials");
        slice.GetTagItem("ticketplatform.job.outcome").ShouldBe("problem");
        slice.Status.ShouldBe(ActivityStatusCode.Error);
        Of(slice).ShouldContain(span => span.Source.Name == "Npgsql");
    }

    private static int? Port(Activity span) => span.GetTagItem("server.port") as int?;

    private IEnumerable<Activity> Of(Activity root) => _ended.Where(span => span.TraceId == root.TraceId);

    private async Task<Activity> EndedAsync(Func<Activity, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (_ended.FirstOrDefault(wanted) is { } found)
                return found;
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        }
    }
}
