namespace TicketPlatform.Application.Webhooks;

internal static class WebhookFailures
{
    /// <summary>Says what to look at, and nothing that would help whoever guesses.</summary>
    public static Failure Refused(SignatureVerdict verdict) =>
        new(
            FailureKind.Unauthenticated,
            "webhook-refused",
            verdict switch
            {
                SignatureVerdict.Missing =>
                    "Expected the headers X-Zendesk-Webhook-Signature and X-Zendesk-Webhook-Signature-Timestamp of a signed webhook.",
                SignatureVerdict.OutOfTime =>
                    "The signature's timestamp is more than 5 minutes off, or is no instant; check the clock of this server.",
                SignatureVerdict.NoSecret =>
                    "No webhook secret is set here; set Zendesk__WebhookSecrets__0 to the webhook's signing secret.",
                _ => "The signature does not fit; check that Zendesk__WebhookSecrets holds the signing secret of this webhook.",
            }
        );

    public static readonly Failure InboxFull = new(
        FailureKind.Busy,
        "inbox-full",
        "Too many events wait to be applied; send this one again after Retry-After."
    );

    public static Failure MessageNotFound(string id) =>
        new(FailureKind.NotFound, "message-not-found", $"There is no message {id} in the inbox.");

    public static Failure NotDead(string id) =>
        new(FailureKind.Conflict, "message-not-dead", $"The message {id} is no dead letter: it has been applied, or is about to be.");

    public static Failure Erased(string id) =>
        new(FailureKind.Conflict, "message-erased", $"The body of the message {id} was erased together with a person's data.");
}
