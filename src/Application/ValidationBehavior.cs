namespace TicketPlatform.Application;

/// <summary>Refuses a request that its validator does not accept, before its handler sees it.</summary>
internal sealed class ValidationBehavior<TRequest, TAnswer>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TAnswer>
    where TRequest : IRequest<TAnswer>
    where TAnswer : IResult<TAnswer>
{
    public Task<TAnswer> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TAnswer> next)
    {
        var errors = validators.SelectMany(validator => validator.Validate(request).Errors).ToList();
        return errors.Count == 0 ? next() : Task.FromResult(TAnswer.Refused(InvalidInput.Of(errors)));
    }
}
