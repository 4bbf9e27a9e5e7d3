using Mono.Cecil;

namespace TicketPlatform.Architecture.Tests.Reading;

/// <summary>A top-level type with all that is nested in it, lambdas and state machines included.</summary>
internal sealed class CodeType(TypeDefinition definition)
{
    private readonly Lazy<IReadOnlySet<CodeUse>> uses = new(() => CodeUses.Of(definition));

    public TypeDefinition Definition => definition;

    public string Name => definition.Name;

    public Place? Place { get; } = Place.Of(definition.Namespace);

    /// <summary>The project whose assembly holds it.</summary>
    public string Assembly => definition.Module.Assembly.Name.Name.Replace("TicketPlatform.", "", StringComparison.Ordinal);

    public bool IsSpecimen => definition.Namespace.Contains(".Specimens.", StringComparison.Ordinal);

    /// <summary>Everything its signatures, attributes and method bodies mention. Constants leave no trace: the compiler copies them.</summary>
    public IReadOnlySet<CodeUse> Uses => uses.Value;

    /// <summary>The type and the types somebody wrote inside it.</summary>
    public IEnumerable<TypeDefinition> Written => definition.AndNested().Where(type => !type.IsGenerated());

    public override string ToString() => Name;
}

/// <summary>Where a type of the product stands; the feature of a layer's root is named after the layer.</summary>
internal sealed record Place(string Layer, string Feature)
{
    private static readonly string[] Layers = ["Domain", "Application", "Infrastructure", "WebApi"];
    private static readonly string[] Roots = ["TicketPlatform.Architecture.Tests.Specimens.", "TicketPlatform."];

    /// <summary>The place of a namespace, or null outside the product.</summary>
    public static Place? Of(string name)
    {
        if (Roots.FirstOrDefault(root => name.StartsWith(root, StringComparison.Ordinal)) is not { } root)
            return null;
        var path = name[root.Length..].Split('.');
        return Layers.Contains(path[0]) ? new Place(path[0], path.ElementAtOrDefault(1) ?? path[0]) : null;
    }
}

/// <summary>A mention of another type, by its outermost type.</summary>
internal sealed record CodeUse(string Assembly, string Namespace, string Name)
{
    public Place? Place { get; } = Place.Of(Namespace);

    /// <summary>The layer it comes from, or outside the product the assembly.</summary>
    public string Origin => Place?.Layer ?? Assembly;

    public override string ToString() => $"{Namespace}.{Name}";
}
