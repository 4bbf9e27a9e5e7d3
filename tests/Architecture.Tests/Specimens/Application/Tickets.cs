using FluentValidation;
using MediatR;
using Npgsql;
using TicketPlatform.Architecture.Tests.Specimens.Application.Users;

namespace TicketPlatform.Architecture.Tests.Specimens.Application.Tickets;

public sealed record Misvalidated : IRequest<int>;

public sealed record Orphan : IRequest<int>;

public class WrongName : IRequestHandler<Misvalidated, int>
{
    public Task<int> Handle(Misvalidated request, CancellationToken cancellationToken) => Task.FromResult(0);
}

public class OpenValidator : AbstractValidator<Misvalidated>;

public sealed class RawSql
{
    // An async body: what it uses stands in a state machine.
    public static async Task OpenAsync()
    {
        await using var connection = new NpgsqlConnection();
        await connection.OpenAsync(CancellationToken.None);
    }

    public static async void Forget() => await Task.Yield();

    public static string Peek() => new ForeignFeature().ToString()!;
}
