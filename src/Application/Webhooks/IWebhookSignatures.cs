namespace TicketPlatform.Application.Webhooks;

/// <summary>Whether a delivery was sent by somebody who knows a secret of ours, and lately.</summary>
public interface IWebhookSignatures
{
    SignatureVerdict Check(WebhookDelivery delivery);
}

/// <summary>What a signature proves.</summary>
public enum SignatureVerdict
{
    Genuine,

    /// <summary>A header that belongs to a signed delivery is missing.</summary>
    Missing,

    /// <summary>Signed too long ago, or in the future, or at no readable instant.</summary>
    OutOfTime,

    /// <summary>Not made with any of the configured secrets, or over other bytes.</summary>
    Wrong,

    /// <summary>No secret is configured, so nothing can be genuine.</summary>
    NoSecret,
}
