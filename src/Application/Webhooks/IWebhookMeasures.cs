namespace TicketPlatform.Application.Webhooks;

/// <summary>What is measured of webhooks.</summary>
public interface IWebhookMeasures
{
    /// <summary>A delivery was refused. Nothing else of it is kept.</summary>
    void Refused(SignatureVerdict verdict);

    /// <summary>A message that arrived at <paramref name="receivedAt"/> (UTC) is applied, and so visible, at <paramref name="visibleAt"/>.</summary>
    void Visible(DateTimeOffset receivedAt, DateTimeOffset visibleAt);
}
