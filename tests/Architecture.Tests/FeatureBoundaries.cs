namespace TicketPlatform.Architecture.Tests;

/// <summary>The features are modules: each uses only what <see cref="FeaturePermissions"/> grants, and all that it grants.</summary>
public sealed class FeatureBoundaries
{
    private static readonly (IReadOnlyList<CodeType> Types, Dictionary<string, string[]> MayUse)[] Layers =
    [
        (Code.Domain, FeaturePermissions.Domain),
        (Code.Application, FeaturePermissions.Application),
        (Code.Infrastructure, FeaturePermissions.Infrastructure),
        (Code.WebApi, FeaturePermissions.WebApi),
    ];

    [Fact]
    public void Every_feature_has_a_row()
    {
        foreach (var (types, mayUse) in Layers)
            Features(types).ShouldMatch(mayUse.Keys);
    }

    [Fact]
    public void No_feature_uses_another_without_permission() =>
        Layers.SelectMany(layer => Offences(layer.Types, layer.MayUse)).ShouldBeEmpty();

    [Fact]
    public void No_permission_is_wider_than_its_use() => Layers.SelectMany(layer => Unused(layer.Types, layer.MayUse)).ShouldBeEmpty();

    [Fact]
    public void Offenders_are_found()
    {
        Features(Code.Specimens("Domain")).Except(FeaturePermissions.Domain.Keys).ShouldBe(["Common"]);
        Offences(Code.Specimens("Application"), FeaturePermissions.Application)
            .ShouldBe(["Application.Tickets.RawSql uses ForeignFeature of Users"]);
        Unused(Code.Specimens("Infrastructure"), FeaturePermissions.Infrastructure).ShouldContain("Tickets need not use Persistence");
    }

    private static IEnumerable<string> Features(IEnumerable<CodeType> types) => Placed(types).Select(type => type.Place.Feature).Distinct();

    private static IEnumerable<string> Offences(IEnumerable<CodeType> types, Dictionary<string, string[]> mayUse) =>
        from use in UsesBetweenFeatures(types)
        where !mayUse.GetValueOrDefault(use.From.Feature, []).Contains(use.To.Feature)
        select $"{use.From.Layer}.{use.From.Feature}.{use.Type} uses {use.Used} of {use.To.Feature}";

    private static IEnumerable<string> Unused(IEnumerable<CodeType> types, Dictionary<string, string[]> mayUse)
    {
        var used = UsesBetweenFeatures(types).Select(use => (use.From.Feature, use.To.Feature)).ToHashSet();
        return from row in mayUse
            from target in row.Value
            where !used.Contains((row.Key, target))
            select $"{row.Key} need not use {target}";
    }

    private static IEnumerable<(Place From, Place To, CodeType Type, string Used)> UsesBetweenFeatures(IEnumerable<CodeType> types) =>
        from own in Placed(types)
        from use in own.Type.Uses
        let target = use.Place
        where target is not null && target.Feature != own.Place.Feature && target.Feature != "Kernel"
        select (own.Place, target, own.Type, use.Name);

    // The types at the root of a layer compose its features, so they may use them all.
    private static IEnumerable<(CodeType Type, Place Place)> Placed(IEnumerable<CodeType> types) =>
        from type in types
        let place = type.Place
        where place is not null && place.Feature != place.Layer
        select (type, place);
}
