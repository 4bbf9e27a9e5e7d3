using TicketPlatform.Dev.Provisioning;
using TicketPlatform.Dev.Run;

namespace TicketPlatform.Dev.Tests;

public sealed class ChoosingUsers
{
    private static readonly SimulatedPerson[] People =
    [
        .. Enumerable
            .Range(1, 1000)
            .Select(id => new SimulatedPerson(id, $"person{id}@acme.test", true, [Further(id, verified: id % 2 == 0)])),
    ];

    private readonly IReadOnlyList<PlatformUser> _chosen = UserChoice.From(People);

    [Fact]
    public void Most_people_are_users_and_a_few_are_not() =>
        People.Count(person => AddressesOf(person).Any(IsChosen)).ShouldBeInRange(900, 980);

    [Fact]
    public void Nobody_becomes_two_users() => People.Count(person => AddressesOf(person).Count(IsChosen) > 1).ShouldBe(0);

    [Fact]
    public void Some_are_users_under_a_further_address_that_they_have_verified()
    {
        var further = People.SelectMany(person => person.Identities!).Where(identity => IsChosen(identity.Value)).ToList();

        further.Count.ShouldBeInRange(50, 250);
        further.ShouldAllBe(identity => identity.Verified);
    }

    [Fact]
    public void A_few_users_are_unknown_to_Zendesk() =>
        _chosen.Count(user => !People.SelectMany(AddressesOf).Contains(user.Email)).ShouldBe(30);

    [Fact]
    public void People_who_left_or_have_no_address_are_not_users()
    {
        var chosen = UserChoice.From([new(1, "gone@acme.test", Active: false), new(2, null)]);

        chosen.ShouldAllBe(user => user.Email.EndsWith("@elsewhere.test", StringComparison.Ordinal));
    }

    [Fact]
    public void An_address_keeps_its_uuid_which_is_of_version_4()
    {
        PlatformUserId.Of("Ada@acme.test").ShouldBe(PlatformUserId.Of("ada@ACME.test"));
        PlatformUserId.Of("ada@acme.test").ShouldNotBe(PlatformUserId.Of("bob@acme.test"));
        _chosen.ShouldAllBe(user => user.Id.Version == 4 && user.Id.Variant >= 8 && user.Id.Variant <= 11);
    }

    private bool IsChosen(string email) => _chosen.Any(user => user.Email == email);

    private static string[] AddressesOf(SimulatedPerson person) =>
        [person.Email!, .. person.Identities!.Select(identity => identity.Value)];

    private static SimulatedIdentity Further(int id, bool verified) => new($"private{id}@mail.test", verified, Primary: false);
}
