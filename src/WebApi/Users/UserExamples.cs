using TicketPlatform.Application;
using TicketPlatform.Application.Users;
using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.OpenApi;

namespace TicketPlatform.WebApi.Users;

/// <summary>Users as OpenAPI shows them, made of the real types so that they cannot drift.</summary>
internal static class UserExamples
{
    private static readonly UserView Ada = new(
        new Guid("0b7e6f0a-3c1d-4a52-9b1e-5f0c2d7a8e91"),
        "ada@example.com",
        new DateTimeOffset(2026, 11, 20, 8, 15, 30, TimeSpan.Zero)
    );

    public static readonly Example Body = Example.Of(new PutUserBody(Ada.Email), ApiJson.Default.PutUserBody);
    public static readonly Example User = Example.Of(Ada, ApiJson.Default.UserView);
    public static readonly Example List = Example.Of(new UserList([Ada], new PageInfo(25, null)), ApiJson.Default.UserList);
}
