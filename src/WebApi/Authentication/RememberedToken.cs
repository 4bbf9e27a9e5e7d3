using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace TicketPlatform.WebApi.Authentication;

/// <summary>What a token proved, as far as anybody here asks.</summary>
/// <param name="Subject">Its <c>sub</c>, if it has one.</param>
/// <param name="Name">Its <c>name</c>, if it has one.</param>
/// <param name="Roles">Its <c>role</c> claims.</param>
/// <param name="Until">When to check it again.</param>
internal sealed record RememberedToken(string? Subject, string? Name, string[] Roles, DateTimeOffset Until)
{
    private const string SubjectClaim = "sub";
    private const string NameClaim = "name";
    private const string RoleClaim = "role";

    // Nearly every token has one of these, so the memory holds each list once.
    private static readonly string[][] Usual =
    [
        [],
        ["user"],
        ["support"],
        ["admin"],
    ];

    public static RememberedToken Of(ClaimsPrincipal principal, DateTimeOffset until)
    {
        var roles = principal.FindAll(RoleClaim).Select(claim => claim.Value).ToArray();
        return new(
            principal.FindFirst(SubjectClaim)?.Value,
            principal.FindFirst(NameClaim)?.Value,
            Array.Find(Usual, usual => usual.AsSpan().SequenceEqual(roles)) ?? roles,
            until
        );
    }

    public ClaimsPrincipal ToPrincipal()
    {
        var identity = new ClaimsIdentity(JwtBearerDefaults.AuthenticationScheme, SubjectClaim, RoleClaim);
        if (Subject is not null)
            identity.AddClaim(new Claim(SubjectClaim, Subject));
        if (Name is not null)
            identity.AddClaim(new Claim(NameClaim, Name));
        foreach (var role in Roles)
            identity.AddClaim(new Claim(RoleClaim, role));
        return new ClaimsPrincipal(identity);
    }
}
