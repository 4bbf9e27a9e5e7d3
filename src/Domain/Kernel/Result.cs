namespace TicketPlatform.Domain.Kernel;

/// <summary>An answer that may be refused. Refusals are values; exceptions are for what is broken.</summary>
public interface IResult<TSelf>
{
    /// <summary>The refusal, or null where the request succeeded.</summary>
    Failure? Failure { get; }

    /// <summary>Makes a refused answer of this type.</summary>
    static abstract TSelf Refused(Failure failure);
}

/// <summary>The outcome of a request that answers nothing but may refuse.</summary>
public sealed record Result(Failure? Failure = null) : IResult<Result>
{
    /// <summary>The one successful outcome.</summary>
    public static readonly Result Success = new();

    /// <inheritdoc />
    public static Result Refused(Failure failure) => new(failure);

    public static implicit operator Result(Failure failure) => new(failure);
}

/// <summary>The outcome of a request that answers a <typeparamref name="T"/> or refuses.</summary>
public sealed record Result<T> : IResult<Result<T>>
    where T : notnull
{
    private readonly T? _value;

    private Result(T? value, Failure? failure) => (_value, Failure) = (value, failure);

    /// <inheritdoc />
    public Failure? Failure { get; }

    /// <summary>The answer. Throws <see cref="InvalidOperationException"/> when the request was refused.</summary>
    public T Value => Failure is null ? _value! : throw new InvalidOperationException($"Refused: {Failure.Code}.");

    /// <inheritdoc />
    public static Result<T> Refused(Failure failure) => new(default, failure);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Failure failure) => new(default, failure);
}
