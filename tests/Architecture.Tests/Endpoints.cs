namespace TicketPlatform.Architecture.Tests;

/// <summary>An endpoint translates HTTP into a request and its answer back, and knows nothing else.</summary>
public sealed class Endpoints
{
    private const string Database = "Persistence";
    private static readonly string[] MayUse = ["WebApi", "Application", "MediatR"];
    private static readonly string[] MayUseOfDomain = ["Kernel"];
    private static readonly string[] Frameworks = ["System.", "Microsoft.AspNetCore.", "Microsoft.Extensions."];

    [Fact]
    public void Endpoints_use_MediatR_Application_and_ASP_NET_only()
    {
        Of(Code.WebApi).ShouldNotBeEmpty();
        Offences(Code.WebApi).ShouldBeEmpty();
    }

    [Fact]
    public void Offenders_are_found() =>
        Offences(Code.Specimens("WebApi"))
            .ShouldBe(
                [
                    "ChattyEndpoints uses System.Net.Http.HttpClient",
                    "ChattyEndpoints uses Serilog.Log",
                    "ChattyEndpoints uses TicketPlatform.Infrastructure.Persistence.DatabaseStartup",
                    "ChattyEndpoints uses TicketPlatform.Application.Persistence.ITicketPlatformDb",
                    "ChattyEndpoints uses TicketPlatform.Domain.Tickets.Ticket",
                ],
                ignoreOrder: true
            );

    private static IEnumerable<CodeType> Of(IEnumerable<CodeType> types) =>
        types.Where(type => type.Name.EndsWith("Endpoints", StringComparison.Ordinal));

    private static IEnumerable<string> Offences(IEnumerable<CodeType> types) =>
        from type in Of(types)
        from use in type.Uses
        where !IsAllowed(use)
        select $"{type} uses {use}";

    private static bool IsAllowed(CodeUse use) =>
        use.Place is { } place
            ? (MayUse.Contains(place.Layer) && place.Feature != Database)
                || (place.Layer == "Domain" && MayUseOfDomain.Contains(place.Feature))
            : MayUse.Contains(use.Origin) || (IsFramework(use.Assembly) && use.Assembly != "System.Net.Http");

    private static bool IsFramework(string assembly) => Frameworks.Any(prefix => assembly.StartsWith(prefix, StringComparison.Ordinal));
}
