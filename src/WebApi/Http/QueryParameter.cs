namespace TicketPlatform.WebApi.Http;

/// <summary>One query parameter: what <see cref="QueryGuard"/> lets pass, and what OpenAPI says of it.</summary>
/// <param name="Name">Case-sensitive.</param>
/// <param name="Description">For the reader of the API.</param>
/// <param name="Example">A value that works.</param>
internal sealed record QueryParameter(string Name, string Description, string Example)
{
    /// <summary>Set for whole numbers: the least and the greatest that make sense.</summary>
    public (int Minimum, int Maximum)? Whole { get; init; }

    /// <summary>What is taken where the parameter is missing.</summary>
    public string? Default { get; init; }

    /// <summary>The only values there are.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Whether a request without it is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether several <see cref="Values"/> may be given, separated by commas.</summary>
    public bool IsList { get; init; }
}

/// <summary>The query parameters of an endpoint; one without this takes none.</summary>
internal sealed record QueryParameters(params QueryParameter[] All)
{
    public static readonly QueryParameters None = new();

    public QueryParameter? Find(string name) => Array.Find(All, parameter => parameter.Name == name);
}
