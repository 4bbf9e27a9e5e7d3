namespace TicketPlatform.Application.Streaming;

/// <summary>Follows the alerts of all users from now on, or from where an earlier stream ended.</summary>
/// <param name="Caller">Who follows, as their token calls them.</param>
/// <param name="After">The id of the last event seen; null for a new stream.</param>
public sealed record OpenAlertStream(string Caller, long? After) : IRequest<Result<LiveStream>>;

internal sealed class OpenAlertStreamValidator : AbstractValidator<OpenAlertStream>
{
    public OpenAlertStreamValidator() => RuleFor(query => query.After).IsPosition();
}

internal sealed class OpenAlertStreamHandler(StreamOpening opening) : IRequestHandler<OpenAlertStream, Result<LiveStream>>
{
    public Task<Result<LiveStream>> Handle(OpenAlertStream query, CancellationToken cancellationToken) =>
        opening.OpenAsync(FeedTopic.Alerts, query.Caller, query.After, cancellationToken);
}
