namespace TicketPlatform.Architecture.Tests;

/// <summary>A name says what a thing is; what may be anything becomes everything.</summary>
public sealed class Names
{
    private const int MostInKernel = 8;

    private static readonly string[] Meaningless =
    [
        "Common",
        "Shared",
        "Base",
        "Util",
        "Utils",
        "Utilities",
        "Helper",
        "Helpers",
        "Manager",
        "Managers",
    ];

    [Fact]
    public void Kernel_stays_small() => Kernel(Code.Domain).Count().ShouldBeInRange(1, MostInKernel);

    [Fact]
    public void No_namespace_or_type_has_a_name_without_meaning() => Offences(Code.Product).ShouldBeEmpty();

    [Fact]
    public void Offenders_are_found()
    {
        Kernel(Code.Specimens("Domain")).Count().ShouldBeGreaterThan(MostInKernel);
        Offences(Code.Specimens("Domain"))
            .Distinct()
            .ShouldBe(["LeakyTicketBase", "TicketPlatform.Architecture.Tests.Specimens.Domain.Common"], ignoreOrder: true);
    }

    private static IEnumerable<CodeType> Kernel(IEnumerable<CodeType> types) => types.Where(type => type.Place?.Feature == "Kernel");

    private static IEnumerable<string> Offences(IReadOnlyList<CodeType> types)
    {
        var namespaces = types.Select(type => type.Definition.Namespace).Where(name => name.Split('.').Any(Meaningless.Contains));
        var names = types.SelectMany(type => type.Written).Select(type => type.Name.Split('`')[0]);
        return namespaces.Concat(names.Where(name => Meaningless.Any(word => EndsInWord(name, word))));
    }

    // `Database` does not end in the word `Base`: the words of a name begin with capitals.
    private static bool EndsInWord(string name, string word) => name.EndsWith(word, StringComparison.Ordinal);
}
