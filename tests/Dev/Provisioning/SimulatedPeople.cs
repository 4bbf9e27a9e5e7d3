using System.Net.Http.Json;
using System.Runtime.CompilerServices;

namespace TicketPlatform.Dev.Provisioning;

/// <summary>One address of a person in Zendesk.</summary>
internal sealed record SimulatedIdentity(string Type, string Value, bool Verified, bool Primary);

/// <summary>A person the simulator knows.</summary>
internal sealed record SimulatedPerson(long Id, string? Email, bool Active = true, SimulatedIdentity[]? Identities = null);

/// <summary>Asks the simulator who could write tickets.</summary>
internal sealed class SimulatedPeople(HttpClient simulator)
{
    private sealed record Page(SimulatedPerson[] Users, string? NextPage);

    public async IAsyncEnumerable<SimulatedPerson> EndUsersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = "/_simulator/users?role=end-user"; next is not null; )
        {
            var page = await simulator.GetFromJsonAsync<Page>(next, ProvisioningJson.SnakeCase, cancellationToken);
            foreach (var person in page!.Users)
                yield return person;
            next = page.NextPage;
        }
    }
}
