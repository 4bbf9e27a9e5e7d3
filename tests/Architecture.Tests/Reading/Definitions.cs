using Mono.Cecil;

namespace TicketPlatform.Architecture.Tests.Reading;

/// <summary>Questions to a compiled type that Mono.Cecil leaves open.</summary>
internal static class Definitions
{
    private static readonly string[] GeneratedMarks =
    [
        "System.Runtime.CompilerServices.CompilerGeneratedAttribute",
        "Microsoft.CodeAnalysis.EmbeddedAttribute",
    ];

    extension(TypeDefinition type)
    {
        public bool IsStatic => type is { IsAbstract: true, IsSealed: true };

        /// <summary>A record has a method that only the compiler can name.</summary>
        public bool IsRecord => type.Methods.Any(method => method.Name is "<Clone>$" or "PrintMembers");

        public bool IsInternal => type.IsNotPublic || type.IsNestedAssembly || type.IsNestedPrivate;

        public IEnumerable<TypeDefinition> AndNested() => [type, .. type.NestedTypes.SelectMany(nested => nested.AndNested())];

        /// <summary>Named with characters that no source can write, or marked so.</summary>
        public bool IsGenerated() =>
            type.FullName.Contains('<') || type.CustomAttributes.Any(mark => GeneratedMarks.Contains(mark.AttributeType.FullName));

        /// <summary>The closed forms in which it implements or extends a contract, with or without type arguments.</summary>
        public IEnumerable<TypeReference> Of(string contract) =>
            type
                .Interfaces.Select(implemented => implemented.InterfaceType)
                .Append(type.BaseType)
                .Where(candidate => candidate?.GetElementType().FullName.Split('`')[0] == contract);
    }

    extension(TypeReference type)
    {
        /// <summary>The first type argument, such as the request of a handler.</summary>
        public TypeReference Argument => ((GenericInstanceType)type).GenericArguments[0];
    }
}
