namespace TicketPlatform.ZendeskSimulator.Wire;

/// <summary>Zendesk's error answers, each in the shape that real traffic shows.</summary>
internal static class Refusal
{
    public static IResult NotFound { get; } = Json(404, """{"error":"RecordNotFound","description":"Not found"}""");

    public static IResult UnknownPath { get; } = Json(404, """{"error":"InvalidEndpoint","description":"Not found"}""");

    public static IResult Unauthenticated { get; } = Json(401, """{"error":"Couldn't authenticate you"}""");

    public static IResult Forbidden { get; } =
        Json(
            403,
            """{"error":{"title":"Forbidden","message":"You do not have access to this page. Please contact the account owner of this help desk for further help."}}"""
        );

    public static IResult TooManyValues { get; } =
        Json(400, """{"error":"TooManyValues","description":"Parameter  cannot specify more than 100 values","max_count":100}""");

    public static IResult UpdateConflict { get; } =
        Json(
            409,
            """{"error":"UpdateConflict","description":"Safe Update prevented the update due to outdated ticket data. Please fetch the latest ticket data and try again."}"""
        );

    public static IResult DeepPage { get; } =
        Json(
            400,
            """{"errors":[{"code":"InvalidPaginationDepth","title":"Invalid pagination depth","detail":"Number of records allowed through offset pagination exceeded"}]}"""
        );

    public static IResult Bad(string error, string description) => Error(400, error, description);

    public static IResult Unprocessable(string error, string description) => Error(422, error, description);

    public static IResult PaginationParameter(string detail) =>
        Json(
            400,
            $$"""{"errors":[{"code":"InvalidPaginationParameter","title":"Invalid pagination parameter","detail":{{Quoted(detail)}}}]}"""
        );

    /// <summary>422 with the reason filed under the field it concerns.</summary>
    public static IResult Invalid(string field, string description, string? error = null)
    {
        var code = error is null ? "" : $$""","error":{{Quoted(error)}}""";
        return Json(
            422,
            $$$"""{"error":"RecordInvalid","description":"Record validation errors","details":{{{{Quoted(field)}}}:[{"description":{{{Quoted(description)}}}{{{code}}}}]}}"""
        );
    }

    public static IResult Json(int status, string body) => Results.Content(body, "application/json; charset=utf-8", Encoding.UTF8, status);

    private static IResult Error(int status, string error, string description) =>
        Json(status, $$"""{"error":{{Quoted(error)}},"description":{{Quoted(description)}}}""");

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
