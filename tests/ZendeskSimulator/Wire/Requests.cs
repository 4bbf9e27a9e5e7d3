namespace TicketPlatform.ZendeskSimulator.Wire;

/// <summary>What endpoints read from a request.</summary>
internal static class Requests
{
    extension(HttpRequest request)
    {
        /// <summary>The simulator's own address, on which every URL it hands out stays.</summary>
        public string BaseUrl => $"{request.Scheme}://{request.Host}";

        public bool Includes(string sideload) => request.Query["include"].ToString().Split(',').Contains(sideload);

        /// <summary>Whether tickets handled by AI agents, or only those, are asked for; the default hides them.</summary>
        public bool WantsSupportType(Ticket ticket) =>
            request.Query["support_type_scope"].ToString() switch
            {
                "all" => true,
                "ai_agent" => ticket.IsForAiAgent,
                _ => !ticket.IsForAiAgent,
            };

        public TicketJson TicketJson(World world) => new(world, request.BaseUrl);

        public UserJson UserJson() => new(request.BaseUrl);

        /// <summary>The numbers under ids in the body; null when there are none or the body is no JSON.</summary>
        public async Task<long[]?> ReadIdsAsync(CancellationToken cancellationToken)
        {
            try
            {
                var body = await request.ReadFromJsonAsync<IdList>(cancellationToken);
                return body?.Ids;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        /// <summary>The object under <paramref name="name"/> in the body, or null when there is none.</summary>
        public async Task<JsonBody?> ReadAsync(string name, CancellationToken cancellationToken)
        {
            using var memory = new MemoryStream();
            await request.Body.CopyToAsync(memory, cancellationToken);
            return JsonBody.Parse(memory.ToArray(), name);
        }
    }

    private sealed record IdList(long[]? Ids);
}
