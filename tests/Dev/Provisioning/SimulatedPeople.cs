using System.Net.Http.Json;
using System.Runtime.CompilerServices;

namespace TicketPlatform.Dev.Provisioning;

/// <summary>One e-mail address of a person in Zendesk.</summary>
internal sealed record SimulatedIdentity(string Value, bool Verified, bool Primary);

/// <summary>A person the simulator knows.</summary>
internal sealed record SimulatedPerson(long Id, string? Email, bool Active = true, SimulatedIdentity[]? Identities = null);

/// <summary>Asks the simulator who could write tickets.</summary>
internal sealed class SimulatedPeople(HttpClient simulator)
{
    private const int PerPage = 1000;

    private sealed record People(SimulatedPerson[] Users);

    public async IAsyncEnumerable<SimulatedPerson> EndUsersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var page = 1; ; page++)
        {
            var path = $"/_simulator/users?role=end-user&perPage={PerPage}&page={page}";
            var people = await simulator.GetFromJsonAsync<People>(path, cancellationToken);
            foreach (var person in people!.Users)
                yield return person;
            if (people.Users.Length < PerPage)
                yield break;
        }
    }
}
