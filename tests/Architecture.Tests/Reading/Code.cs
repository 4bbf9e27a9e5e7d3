using Mono.Cecil;

namespace TicketPlatform.Architecture.Tests.Reading;

/// <summary>The compiled product, and the offenders that keep its rules honest.</summary>
internal static class Code
{
    public static readonly IReadOnlyList<CodeType> Domain = Read("Domain");
    public static readonly IReadOnlyList<CodeType> Application = Read("Application");
    public static readonly IReadOnlyList<CodeType> Infrastructure = Read("Infrastructure");
    public static readonly IReadOnlyList<CodeType> WebApi = Read("WebApi");
    public static readonly IReadOnlyList<CodeType> Product = [.. Domain, .. Application, .. Infrastructure, .. WebApi];

    private static readonly IReadOnlyList<CodeType> Tests = Read("Architecture.Tests");

    /// <summary>The offenders that pose as types of a layer; each offends against a rule or helps one that does.</summary>
    public static IReadOnlyList<CodeType> Specimens(string layer) =>
        [.. Tests.Where(type => type.IsSpecimen && type.Place?.Layer == layer)];

    /// <summary>One type of this assembly.</summary>
    public static CodeType Specimen<T>() => Tests.Single(type => type.Definition.FullName == typeof(T).FullName);

    private static IReadOnlyList<CodeType> Read(string project)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"TicketPlatform.{project}.dll");
        var types = ModuleDefinition.ReadModule(path).Types;
        return [.. types.Where(type => !type.IsGenerated()).Select(type => new CodeType(type))];
    }
}
