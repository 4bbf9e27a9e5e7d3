using Mono.Cecil;

namespace TicketPlatform.Architecture.Tests;

/// <summary>What nobody needs to see, inherit or set from outside, nobody can.</summary>
public sealed class Encapsulation
{
    // ASP.NET Core makes it of the top-level statements; the tests start the host with it.
    private const string EntryPoint = "Program";

    // What Program calls and catches. DatabaseMigrations makes the tests' template database too.
    private static readonly string[] PublicInInfrastructure =
    [
        "InfrastructureServices",
        "StartupException",
        "StructuredLogging",
        "DatabaseMigrations",
        "DatabaseStartup",
    ];

    [Fact]
    public void Nothing_in_Domain_can_be_set_from_outside() => Settable(Code.Domain).ShouldBeEmpty();

    [Fact]
    public void Classes_without_heirs_are_sealed() => Open(Code.Product).ShouldBeEmpty();

    [Fact]
    public void Infrastructure_is_internal_but_for_its_registration() => Public(Code.Infrastructure).ShouldMatch(PublicInInfrastructure);

    [Fact]
    public void Offenders_are_found()
    {
        Settable(Code.Specimens("Domain")).ShouldBe(["LeakyTicketBase.Subject"]);
        Open(Code.Specimens("Domain")).ShouldBe(["LeakyTicket"]);
        Public(Code.Specimens("Infrastructure")).ShouldBe(["UpwardStore"]);
    }

    private static IEnumerable<string> Settable(IEnumerable<CodeType> types)
    {
        var written = types.SelectMany(type => type.Written).ToList();
        var properties =
            from type in written
            from property in type.Properties
            where property.SetMethod is { IsPublic: true } setter && !IsInit(setter)
            select $"{type.Name}.{property.Name}";
        var fields =
            from type in written
            from field in type.Fields
            where field is { IsPublic: true, IsInitOnly: false, HasConstant: false } && !type.IsEnum
            select $"{type.Name}.{field.Name}";
        return properties.Concat(fields);
    }

    private static bool IsInit(MethodDefinition setter) =>
        setter.ReturnType is RequiredModifierType { ModifierType.Name: "IsExternalInit" };

    private static IEnumerable<string> Open(IReadOnlyList<CodeType> types)
    {
        var written = types.SelectMany(type => type.Written).ToList();
        var inherited = written.Select(type => type.BaseType?.GetElementType().FullName).ToHashSet();
        return from type in written
            where type is { IsClass: true, IsValueType: false, IsAbstract: false, IsSealed: false }
            where !inherited.Contains(type.FullName) && type.Name != EntryPoint
            select type.Name;
    }

    private static IEnumerable<string> Public(IEnumerable<CodeType> types) =>
        from type in types
        where type.Definition.IsPublic
        select type.Name;
}
