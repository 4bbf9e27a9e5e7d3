using Mono.Cecil;
using Mono.Cecil.Cil;

namespace TicketPlatform.Architecture.Tests.Reading;

/// <summary>Walks signatures, attributes, generics and method bodies for the types they mention.</summary>
internal sealed class CodeUses
{
    private readonly HashSet<CodeUse> found = [];

    public static IReadOnlySet<CodeUse> Of(TypeDefinition type)
    {
        var uses = new CodeUses();
        foreach (var part in type.AndNested())
            uses.AddType(part);
        return uses.found;
    }

    private void AddType(TypeDefinition type)
    {
        Add(type.BaseType);
        AddAttributes(type);
        AddConstraints(type);
        foreach (var contract in type.Interfaces)
            Add(contract.InterfaceType);
        foreach (var field in type.Fields)
            AddMember(field.FieldType, field);
        foreach (var property in type.Properties)
            AddMember(property.PropertyType, property);
        foreach (var @event in type.Events)
            AddMember(@event.EventType, @event);
        foreach (var method in type.Methods)
            AddMethod(method);
    }

    private void AddMember(TypeReference type, ICustomAttributeProvider member)
    {
        Add(type);
        AddAttributes(member);
    }

    private void AddMethod(MethodDefinition method)
    {
        AddSignature(method);
        AddAttributes(method);
        AddAttributes(method.MethodReturnType);
        AddConstraints(method);
        foreach (var parameter in method.Parameters)
            AddAttributes(parameter);
        if (!method.HasBody)
            return;
        foreach (var local in method.Body.Variables)
            Add(local.VariableType);
        foreach (var handler in method.Body.ExceptionHandlers)
            Add(handler.CatchType);
        foreach (var instruction in method.Body.Instructions)
            AddOperand(instruction);
    }

    private void AddOperand(Instruction instruction)
    {
        if (instruction.Operand is TypeReference type)
            Add(type);
        if (instruction.Operand is IMethodSignature signature)
            AddSignature(signature);
        if (instruction.Operand is FieldReference field)
            Add(field.FieldType);
        if (instruction.Operand is MemberReference member)
            Add(member.DeclaringType);
        if (instruction.Operand is GenericInstanceMethod method)
            AddAll(method.GenericArguments);
    }

    private void AddSignature(IMethodSignature signature)
    {
        Add(signature.ReturnType);
        AddAll(signature.Parameters.Select(parameter => parameter.ParameterType));
    }

    private void AddAttributes(ICustomAttributeProvider provider)
    {
        foreach (var attribute in provider.CustomAttributes)
        {
            Add(attribute.AttributeType);
            AddAll(attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>());
        }
    }

    private void AddConstraints(IGenericParameterProvider provider) =>
        AddAll(provider.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType));

    private void AddAll(IEnumerable<TypeReference> types)
    {
        foreach (var type in types)
            Add(type);
    }

    private void Add(TypeReference? type)
    {
        if (type is null or GenericParameter)
            return;
        if (type is GenericInstanceType generic)
            AddAll(generic.GenericArguments);
        if (type is IModifierType modifier)
            Add(modifier.ModifierType);
        if (type is FunctionPointerType pointer)
            AddSignature(pointer);
        else if (type is TypeSpecification wrapper)
            Add(wrapper.ElementType);
        else if (type.DeclaringType is { } outer)
            Add(outer);
        else if (!type.Name.Contains('<'))
            found.Add(new CodeUse(AssemblyOf(type), type.Namespace, type.Name));
    }

    private static string AssemblyOf(TypeReference type) =>
        type.Scope is ModuleDefinition module ? module.Assembly.Name.Name : type.Scope.Name;
}
