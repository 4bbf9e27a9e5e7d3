using Mono.Cecil;

namespace TicketPlatform.Architecture.Tests;

/// <summary>A class that needs many others does many things.</summary>
public sealed class Collaborators
{
    private const int Most = 6;

    [Fact]
    public void No_class_has_more_than_six()
    {
        Constructors(Code.Product).ShouldNotBeEmpty();
        Offences(Code.Product).ShouldBeEmpty();
    }

    [Fact]
    public void Offenders_are_found() => Offences(Code.Specimens("Application")).ShouldBe(["Octopus takes 7"]);

    private static IEnumerable<string> Offences(IEnumerable<CodeType> types) =>
        from constructor in Constructors(types)
        where constructor.Parameters.Count > Most
        select $"{constructor.DeclaringType.Name} takes {constructor.Parameters.Count}";

    // Records and value types are data: their constructors take columns, not collaborators.
    private static IEnumerable<MethodDefinition> Constructors(IEnumerable<CodeType> types) =>
        from type in types
        from written in type.Written
        where written.IsClass && !written.IsValueType && !written.IsRecord
        from method in written.Methods
        where method is { IsConstructor: true, IsStatic: false, HasParameters: true }
        select method;
}
