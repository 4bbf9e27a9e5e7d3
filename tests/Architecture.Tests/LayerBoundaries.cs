namespace TicketPlatform.Architecture.Tests;

/// <summary>Dependencies point inwards; what is outside comes in by Infrastructure alone.</summary>
public sealed class LayerBoundaries
{
    private static readonly string[] ApplicationMayUse =
    [
        "Domain",
        "Application",
        "MediatR",
        "FluentValidation",
        "Microsoft.EntityFrameworkCore",
        "Microsoft.EntityFrameworkCore.Abstractions",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions",
    ];

    private static readonly string[] OnlyInfrastructureMayUse =
    [
        "Npgsql",
        "Microsoft.EntityFrameworkCore.Relational",
        "Quartz",
        "MailKit",
        "MimeKit",
        "Polly",
        "Serilog",
        "System.Net.Http",
    ];

    // Program registers Infrastructure, StartupRefusal turns its refusal to start into one line.
    private static readonly string[] MayRegister = ["Program", "StartupRefusal"];

    private static readonly string[] Registration = ["InfrastructureServices", "DatabaseStartup", "StructuredLogging", "StartupException"];

    [Fact]
    public void Every_layer_is_read() =>
        new[] { Code.Domain, Code.Application, Code.Infrastructure, Code.WebApi }.ShouldAllBe(layer => layer.Count > 0);

    [Fact]
    public void Every_type_stands_in_the_namespace_of_its_assembly() => Misplaced(Code.Product).ShouldMatch(["Program"]);

    [Fact]
    public void Domain_uses_the_base_class_library_only() => DomainOffences(Code.Domain).ShouldBeEmpty();

    [Fact]
    public void Application_uses_Domain_and_abstractions_only() => ApplicationOffences(Code.Application).ShouldBeEmpty();

    [Fact]
    public void Only_Infrastructure_meets_the_database_the_scheduler_and_the_network() =>
        OutsideOffences([.. Code.Domain, .. Code.Application, .. Code.WebApi]).ShouldBeEmpty();

    [Fact]
    public void Infrastructure_does_not_know_the_edge() => Uses(Code.Infrastructure, use => use.Origin == "WebApi").ShouldBeEmpty();

    [Fact]
    public void WebApi_touches_Infrastructure_only_to_register_it() => RegistrationOffences(Code.WebApi).ShouldBeEmpty();

    [Fact]
    public void Offenders_are_found()
    {
        Misplaced(Code.Specimens("WebApi")).ShouldBe(["ChattyEndpoints"]);
        DomainOffences(Code.Specimens("Domain")).ShouldContain("LeakyTicket uses Microsoft.EntityFrameworkCore.DbContext");
        ApplicationOffences(Code.Specimens("Application")).ShouldContain("RawSql uses Npgsql.NpgsqlConnection");
        OutsideOffences(Code.Specimens("WebApi"))
            .ShouldBe(["ChattyEndpoints uses System.Net.Http.HttpClient", "ChattyEndpoints uses Serilog.Log"], ignoreOrder: true);
        Uses(Code.Specimens("Infrastructure"), use => use.Origin == "WebApi")
            .ShouldBe(["UpwardStore uses TicketPlatform.Architecture.Tests.Specimens.WebApi.Tickets.ChattyEndpoints"]);
        RegistrationOffences(Code.Specimens("WebApi"))
            .ShouldBe(["ChattyEndpoints uses TicketPlatform.Infrastructure.Persistence.DatabaseStartup"]);
    }

    private static IEnumerable<string> Misplaced(IEnumerable<CodeType> types) =>
        from type in types
        where type.Place?.Layer != type.Assembly
        select type.Name;

    private static IEnumerable<string> DomainOffences(IEnumerable<CodeType> types) =>
        Uses(types, use => use.Origin != "Domain" && !IsBaseClassLibrary(use));

    private static IEnumerable<string> ApplicationOffences(IEnumerable<CodeType> types) =>
        Uses(types, use => !ApplicationMayUse.Contains(use.Origin) && !IsBaseClassLibrary(use));

    private static IEnumerable<string> OutsideOffences(IEnumerable<CodeType> types) => Uses(types, IsOutside);

    private static IEnumerable<string> RegistrationOffences(IEnumerable<CodeType> types) =>
        from type in types
        from use in type.Uses
        where use.Origin == "Infrastructure"
        where !MayRegister.Contains(type.Name) || !Registration.Contains(use.Name)
        select $"{type} uses {use}";

    private static IEnumerable<string> Uses(IEnumerable<CodeType> types, Func<CodeUse, bool> isOffence) =>
        from type in types
        from use in type.Uses
        where isOffence(use)
        select $"{type} uses {use}";

    private static bool IsBaseClassLibrary(CodeUse use) => use.Assembly.StartsWith("System.", StringComparison.Ordinal) && !IsOutside(use);

    private static bool IsOutside(CodeUse use) =>
        OnlyInfrastructureMayUse.Any(package =>
            use.Assembly == package || use.Assembly.StartsWith($"{package}.", StringComparison.Ordinal)
        );
}
