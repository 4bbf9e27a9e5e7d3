using Mono.Cecil;

namespace TicketPlatform.Architecture.Tests;

/// <summary>Whoever waits can be told to stop.</summary>
public sealed class Cancellation
{
    private static readonly string[] Promises = ["Task", "Task`1", "ValueTask", "ValueTask`1", "IAsyncEnumerable`1"];

    // Each of them carries the token of the request or of the run.
    private static readonly string[] Carriers = ["CancellationToken", "HttpContext", "HttpRequest", "HttpResponse"];

    private const string Framework = "ASP.NET Core gives the signature; its context carries the token of the request.";

    private static readonly Dictionary<string, string> NeedNoToken = new()
    {
        ["JobRunner.RecordAsync"] = "A slice that was cut off is recorded too, so its token does not apply.",
        ["AbandonableAnswers.ThrowAwayAsync"] = "It waits for what nobody waits for any more.",
        ["StatisticsSnapshot.DisposeAsync"] = ".NET gives the signature.",
        ["HourBatches.DisposeAsync"] = ".NET gives the signature; what it waits for is told to stop.",
        ["StatusProblems.FillAsync"] = Framework,
        ["ValidatedTokens.MessageReceived"] = Framework,
        ["ValidatedTokens.TokenValidated"] = Framework,
        ["ValidatedTokens.Forbidden"] = Framework,
    };

    [Fact]
    public void Async_methods_take_a_token_or_have_a_reason_why_not() => Offences(Code.Product).ShouldMatch(NeedNoToken.Keys);

    [Fact]
    public void Offenders_are_found() =>
        Offences(Code.Specimens("Application")).ShouldBe(["RawSql.OpenAsync", "RawSql.Forget"], ignoreOrder: true);

    private static IEnumerable<string> Offences(IEnumerable<CodeType> types) =>
        from type in types
        from written in type.Written
        from method in written.Methods
        where !method.Name.Contains('<') && !method.IsSpecialName && (IsAwaitable(method) || IsAsyncVoid(method))
        where !method.Parameters.Any(parameter => Carriers.Contains(parameter.ParameterType.Name))
        select $"{written.Name}.{method.Name}";

    private static bool IsAwaitable(MethodDefinition method) => Promises.Contains(method.ReturnType.Name);

    private static bool IsAsyncVoid(MethodDefinition method) =>
        method.ReturnType.Name == "Void" && method.CustomAttributes.Any(mark => mark.AttributeType.Name == "AsyncStateMachineAttribute");
}
