using System.Diagnostics.Metrics;
using TicketPlatform.Application.Webhooks;

namespace TicketPlatform.Infrastructure.Webhooks;

internal sealed class WebhookMeasures : IWebhookMeasures, IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _refused;
    private readonly Histogram<double> _visible;

    public WebhookMeasures(IMeterFactory meters)
    {
        _meter = meters.Create("TicketPlatform");
        _refused = _meter.CreateCounter<long>("ticketplatform.webhook.refused", "{delivery}", "Deliveries refused at the door, by reason.");
        _visible = _meter.CreateHistogram<double>(
            "ticketplatform.webhook.visible",
            "s",
            "From the arrival of an event until it is visible."
        );
    }

    public void Refused(SignatureVerdict verdict) => _refused.Add(1, new KeyValuePair<string, object?>("reason", verdict.ToString()));

    public void Visible(DateTimeOffset receivedAt, DateTimeOffset visibleAt) => _visible.Record((visibleAt - receivedAt).TotalSeconds);

    public void Dispose() => _meter.Dispose();
}
