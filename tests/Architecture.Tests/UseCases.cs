using Mono.Cecil;

namespace TicketPlatform.Architecture.Tests;

/// <summary>One use case, one name: `X`, `XValidator`, `XHandler`, of which only the message is seen from outside.</summary>
public sealed class UseCases
{
    private const string RequestContract = "MediatR.IRequest";
    private const string HandlerContract = "MediatR.IRequestHandler";
    private const string ValidatorContract = "FluentValidation.AbstractValidator";

    private const string NoInput = "It carries no input.";
    private const string Job = "A job: its only input is the budget that the job runner gives it.";
    private const string AnyUuid = "Every uuid is a fair question; one that is nobody's is answered as not found.";
    private const string AnyText = "Every text is a fair question; one that names nothing is answered as not found.";
    private const string Signed = "Its signature decides; what cannot be read is kept all the same.";
    private const string Observed = "What Zendesk said is no caller's mistake: its clients translate it, and the domain decides.";

    private static readonly Dictionary<string, string> NeedNoValidator = new()
    {
        ["GetHealth"] = NoInput,
        ["GetStatus"] = NoInput,
        ["GetHealthDetails"] = NoInput,
        ["GetDatabaseStatus"] = NoInput,
        ["SendHeartbeat"] = NoInput,
        ["CheckCredentials"] = NoInput,
        ["GetUser"] = AnyUuid,
        ["DeleteUser"] = AnyUuid,
        ["ApplyTicketObservations"] = Observed,
        ["ApplyZendeskUsers"] = Observed,
        ["RefreshUserTickets"] = "Asked by GetUserTickets alone, for a user that it has found.",
        ["GetAlert"] = AnyUuid,
        ["GetAlertLimit"] = AnyUuid,
        ["AdvanceAlerts"] = Job,
        ["EvaluateAlerts"] = Job,
        ["SyncEvents"] = Job,
        ["ReadAudits"] = Job,
        ["PublishStatistics"] = Job,
        ["SyncTickets"] = Job,
        ["SyncUsers"] = Job,
        ["OverlapTickets"] = Job,
        ["RereadTickets"] = Job,
        ["ReconcileTickets"] = Job,
        ["ResolveRequesters"] = Job,
        ["ApplyRetention"] = Job,
        ["ApplyInbox"] = Job,
        ["ReadUsers"] = Job,
        ["ReceiveWebhook"] = Signed,
        ["ReplayDeadLetter"] = AnyText,
        ["ReplayDeadLetters"] = NoInput,
        ["DeliverNotifications"] = Job,
        ["WatchOperations"] = NoInput,
        ["ReplayNotification"] = AnyUuid,
    };

    [Fact]
    public void Every_request_has_a_handler_of_its_name() => WithoutHandler(Code.Application).ShouldBeEmpty();

    [Fact]
    public void Handlers_are_named_after_their_request() => Misnamed(Code.Application).ShouldBeEmpty();

    [Fact]
    public void Handlers_and_validators_are_sealed_and_internal() => Exposed(Code.Application).ShouldBeEmpty();

    [Fact]
    public void Every_request_has_a_validator_or_a_reason_why_not() => WithoutValidator(Code.Application).ShouldMatch(NeedNoValidator.Keys);

    /// <summary>The validation behaviour can refuse only in a <c>Result</c>; in front of any other answer it is not even made.</summary>
    [Fact]
    public void What_is_validated_can_be_refused() => ValidatedInVain(Code.Application).ShouldBeEmpty();

    [Fact]
    public void Use_cases_live_in_Application()
    {
        CodeType[] others = [.. Code.Domain, .. Code.Infrastructure, .. Code.WebApi];
        Requests(others).Concat(Handlers(others)).ShouldBeEmpty();
    }

    [Fact]
    public void Offenders_are_found()
    {
        var specimens = Code.Specimens("Application");
        WithoutHandler(specimens).ShouldBe(["Orphan", "Misvalidated"], ignoreOrder: true);
        Misnamed(specimens).ShouldBe(["WrongName"]);
        Exposed(specimens).ShouldBe(["WrongName", "OpenValidator"], ignoreOrder: true);
        WithoutValidator(specimens).ShouldBe(["Orphan"]);
        ValidatedInVain(specimens).ShouldBe(["Misvalidated"]);
        Requests(specimens).Count().ShouldBe(2);
        Handlers(specimens).ShouldHaveSingleItem();
    }

    private static IEnumerable<string> WithoutHandler(IReadOnlyList<CodeType> types)
    {
        var handlers = Handlers(types).Select(handler => handler.FullName).ToHashSet();
        return from request in Requests(types) where !handlers.Contains($"{request.FullName}Handler") select request.Name;
    }

    private static IEnumerable<string> Misnamed(IReadOnlyList<CodeType> types) =>
        from handler in Handlers(types)
        from contract in handler.Of(HandlerContract)
        where handler.FullName != $"{contract.Argument.FullName}Handler"
        select handler.Name;

    private static IEnumerable<string> Exposed(IReadOnlyList<CodeType> types) =>
        from type in Handlers(types).Concat(Written(types, ValidatorContract))
        where !type.IsSealed || !type.IsInternal
        select type.Name;

    private static IEnumerable<string> WithoutValidator(IReadOnlyList<CodeType> types)
    {
        var validated = Validated(types);
        return from request in Requests(types) where !validated.Contains(request.FullName) select request.Name;
    }

    private static IEnumerable<string> ValidatedInVain(IReadOnlyList<CodeType> types)
    {
        var validated = Validated(types);
        return from request in Requests(types)
            where validated.Contains(request.FullName)
            from contract in request.Of(RequestContract)
            where contract is not GenericInstanceType { GenericArguments: [{ Name: "Result" or "Result`1" }] }
            select request.Name;
    }

    private static HashSet<string> Validated(IReadOnlyList<CodeType> types) =>
        [
            .. Written(types, ValidatorContract)
                .SelectMany(type => type.Of(ValidatorContract))
                .Select(contract => contract.Argument.FullName),
        ];

    private static IEnumerable<TypeDefinition> Requests(IReadOnlyList<CodeType> types) => Written(types, RequestContract);

    private static IEnumerable<TypeDefinition> Handlers(IReadOnlyList<CodeType> types) => Written(types, HandlerContract);

    private static IEnumerable<TypeDefinition> Written(IReadOnlyList<CodeType> types, string contract) =>
        from type in types
        from written in type.Written
        where written.Of(contract).Any()
        select written;
}
