using TicketPlatform.Application.Jobs;
using TicketPlatform.Application.Zendesk;

namespace TicketPlatform.Application.Synchronization;

/// <summary>
/// Asks Zendesk once a minute whom it takes us for. A caller who is no admin may be given silently incomplete data, so that is
/// told before a user finds out.
/// </summary>
public sealed record CheckCredentials : IRequest<SliceOutcome>;

internal sealed class CheckCredentialsHandler(StreamSlice slice, IZendeskCaller zendesk, TimeProvider time)
    : IRequestHandler<CheckCredentials, SliceOutcome>
{
    public Task<SliceOutcome> Handle(CheckCredentials job, CancellationToken cancellationToken) =>
        slice.RunAsync(
            StreamNames.Credentials,
            async (stream, token) =>
            {
                var caller = await zendesk.WhoAmIAsync(token);
                if (!caller.MayExport)
                    throw new ZendeskException(ZendeskFault.Refused, Refusal(caller));
                stream.CatchUp(time.GetUtcNow());
                return new SliceOutcome(1);
            },
            cancellationToken
        );

    private static string Refusal(ZendeskCaller caller) =>
        $"Zendesk takes us for {caller.Role ?? "nobody"}, but its exports need an admin; check Zendesk__Email and Zendesk__ApiToken, "
        + "or Zendesk__OAuth__ClientId and Zendesk__OAuth__ClientSecret.";
}
