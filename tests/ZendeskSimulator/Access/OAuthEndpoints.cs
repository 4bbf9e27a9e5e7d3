namespace TicketPlatform.ZendeskSimulator.Access;

/// <summary>POST /oauth/tokens with client credentials, and what a token can learn about itself.</summary>
internal static class OAuthEndpoints
{
    private const int DefaultLifetime = 1800;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapOAuth()
        {
            routes.MapPost("/oauth/tokens", Issue);
            routes.MapGet("/api/v2/oauth/tokens/current", Current).ForAnyone();
        }
    }

    private static async Task<IResult> Issue(
        HttpRequest request,
        SimulatorOptions options,
        OAuthTokens tokens,
        CancellationToken cancellationToken
    )
    {
        if (await Form(request, cancellationToken) is not { } form)
            return Failure(400, "invalid_request", "The request body could not be read.");
        if (form("grant_type") != "client_credentials")
            return Failure(400, "unsupported_grant_type", "The authorization grant type is not supported by the authorization server.");
        if (form("client_id") != options.OAuthClientId || form("client_secret") != options.OAuthClientSecret)
            return Failure(
                401,
                "invalid_client",
                "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method."
            );
        var lifetime = form("expires_in") is { Length: > 0 } asked && int.TryParse(asked, out var seconds) ? seconds : DefaultLifetime;
        if (lifetime is <= 300 or >= 172_800)
            return Failure(400, "invalid_request", "expires_in must be more than 300 and less than 172800 seconds.");
        var scope = form("scope") is { Length: > 0 } given ? given : "read write";
        return Results.Json(
            new
            {
                access_token = tokens.Issue(scope, lifetime),
                token_type = "bearer",
                scope,
                expires_in = lifetime,
            }
        );
    }

    private static IResult Current(HttpRequest request, OAuthTokens tokens) =>
        Authentication.BearerOf(request) is { } text && tokens.Find(text) is { } token
            ? JsonAnswer.Of(
                "token",
                json =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("id", token.Id);
                    json.WriteTime("expires_at", (uint)token.ExpiresAt.ToUnixTimeSeconds());
                    Lists.WriteRows(json, "scopes", token.Scopes, static (writer, scope) => writer.WriteStringValue(scope));
                    json.WriteEndObject();
                }
            )
            : Refusal.NotFound;

    private static async Task<Func<string, string?>?> Form(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HasFormContentType)
        {
            var fields = await request.ReadFormAsync(cancellationToken);
            return name => fields[name];
        }
        try
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(request.Body, cancellationToken: cancellationToken);
            return body.ValueKind == JsonValueKind.Object ? name => new JsonBody(body).Text(name) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Failure(int status, string error, string description) =>
        Results.Json(new { error, error_description = description }, statusCode: status);
}
