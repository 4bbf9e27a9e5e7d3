using System.Diagnostics.CodeAnalysis;
using TicketPlatform.WebApi.Problems;

namespace TicketPlatform.WebApi.Http;

/// <summary>Reads uuids out of paths; a malformed one is a 400 that says so rather than an unknown address.</summary>
internal static class PathUuid
{
    public static bool TryRead(string name, string text, out Guid uuid, [NotNullWhen(false)] out ProblemAnswer? problem)
    {
        problem = Guid.TryParseExact(text, "D", out uuid)
            ? null
            : Refusals.Invalid(name, "Expected a uuid such as 0b7e6f0a-3c1d-4a52-9b1e-5f0c2d7a8e91.").ToProblem();
        return problem is null;
    }
}
