using System.Text.RegularExpressions;

namespace TicketPlatform.ZendeskSimulator.Support;

/// <summary>One condition of a search query, such as status&lt;solved, -status:closed, requester:ada@example.com or a plain word.</summary>
internal sealed partial record SearchTerm(bool Excluded, string Field, string Operator, string Text)
{
    public static IReadOnlyList<SearchTerm> Parse(string query) =>
        [
            .. Pattern()
                .Matches(query)
                .Select(match => new SearchTerm(
                    match.Groups["not"].Success,
                    match.Groups["field"].Value,
                    match.Groups["op"].Value,
                    match.Groups["text"].Value.Trim('"').ToLowerInvariant()
                )),
        ];

    /// <summary>Whether a value stands to the text's value as the operator says.</summary>
    public bool Compares(long value, long other) =>
        Operator switch
        {
            ":" => value == other,
            "<" => value < other,
            "<=" => value <= other,
            ">" => value > other,
            ">=" => value >= other,
            _ => false,
        };

    [GeneratedRegex("(?<not>-)?(?:(?<field>[a-z_]+)(?<op><=|>=|:|<|>))?(?<text>\"[^\"]*\"|\\S+)")]
    private static partial Regex Pattern();
}
