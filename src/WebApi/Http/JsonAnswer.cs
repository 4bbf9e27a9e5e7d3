using System.Text.Json.Serialization.Metadata;
using IResult = Microsoft.AspNetCore.Http.IResult;

namespace TicketPlatform.WebApi.Http;

/// <summary>Answers with JSON.</summary>
internal sealed class JsonAnswer<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => httpContext.Response.WriteJsonAsync(status, value, type);
}
