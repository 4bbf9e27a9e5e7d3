namespace TicketPlatform.Architecture.Tests.Specimens.Application.Users;

public sealed class ForeignFeature;

// Seven columns are no collaborators.
public sealed record Wide(int A, int B, int C, int D, int E, int F, int G);

public sealed class Octopus(object a, object b, object c, object d, object e, object f, object g)
{
    public object[] Arms { get; } = [a, b, c, d, e, f, g];
}
