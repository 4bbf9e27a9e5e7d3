namespace TicketPlatform.ZendeskSimulator.Delivery;

/// <summary>One header of a request or an answer, as the attempts of an invocation list them.</summary>
internal sealed record Header(string Key, string Value);

/// <summary>What an endpoint answered; a time-out counts as 504, a lost or refused connection as 502.</summary>
internal sealed record EndpointAnswer(int StatusCode, IReadOnlyList<Header> Headers, string Payload)
{
    /// <summary>Nobody answered in time.</summary>
    public bool TimedOut { get; init; }

    /// <summary>The wait that the endpoint asked for.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool Succeeded => StatusCode is >= 200 and < 300;
}

/// <summary>One request of an invocation, and how it ended.</summary>
internal sealed record Attempt(IReadOnlyList<Header> Headers, EndpointAnswer Answer, string Status, DateTimeOffset CompletedAt);
