namespace TicketPlatform.Application.Zendesk;

/// <summary>Whom Zendesk takes us for.</summary>
public interface IZendeskCaller
{
    /// <summary>
    /// Asks <c>users/me</c>, which answers 200 as an anonymous user to wrong credentials: the role tells.
    /// Throws <see cref="ZendeskException"/>.
    /// </summary>
    Task<ZendeskCaller> WhoAmIAsync(CancellationToken cancellationToken);
}

/// <param name="UserId">Null for the anonymous user.</param>
/// <param name="Role">end-user, agent or admin; the exports need admin.</param>
public sealed record ZendeskCaller(long? UserId, string? Role)
{
    public bool MayExport => UserId is not null && Role == "admin";
}
