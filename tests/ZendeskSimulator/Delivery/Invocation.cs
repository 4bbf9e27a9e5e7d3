namespace TicketPlatform.ZendeskSimulator.Delivery;

/// <summary>One event on its way to one webhook: the same bytes in all attempts.</summary>
internal sealed class Invocation(string id, Webhook webhook, byte[] body)
{
    private readonly List<Attempt> attempts = new(1);

    public string Id => id;
    public Webhook Webhook => webhook;
    public byte[] Body => body;

    /// <summary>Null until it is settled: success, terminated or circuit broken.</summary>
    public string? Status { get; private set; }

    public DateTimeOffset CompletedAt { get; private set; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Attempt> Attempts => attempts;

    /// <summary>The last answer's; null when the circuit was open.</summary>
    public int? StatusCode => Status == InvocationStatus.CircuitBroken ? null : attempts[^1].Answer.StatusCode;

    public void Add(Attempt attempt) => attempts.Add(attempt);

    public void Settle(string status, DateTimeOffset at)
    {
        CompletedAt = at;
        Status = status;
    }
}

/// <summary>How invocations and attempts end, in Zendesk's words.</summary>
internal static class InvocationStatus
{
    public const string Success = "success";

    /// <summary>The final error.</summary>
    public const string Terminated = "terminated";

    /// <summary>An attempt that is going to be repeated.</summary>
    public const string Failed = "failed";

    public const string CircuitBroken = "circuit broken";
}
