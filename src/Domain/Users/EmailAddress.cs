using System.Diagnostics.CodeAnalysis;

namespace TicketPlatform.Domain.Users;

/// <summary>
/// An e-mail address as a person wrote it (trimmed, at most 255 characters); two spellings that differ only in
/// case are the same address.
/// </summary>
public readonly record struct EmailAddress
{
    /// <summary>The longest address the platform stores.</summary>
    public const int MaximumLength = 255;

    private EmailAddress(string value) => Value = value;

    /// <summary>As it was written.</summary>
    public string Value { get; }

    /// <summary>The form by which addresses are matched.</summary>
    public string Normalized => Value.ToLowerInvariant();

    /// <summary>Accepts one local part, one @ and one domain, without blanks or control characters.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        var value = text?.Trim() ?? "";
        var at = value.IndexOf('@', StringComparison.Ordinal);
        var valid =
            at > 0
            && at == value.LastIndexOf('@')
            && value.Length <= MaximumLength
            && value.Length - at > 1
            && value[at + 1] is not ('.' or '-')
            && value[^1] is not ('.' or '-')
            && !value.Contains("..", StringComparison.Ordinal)
            && !value.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c is '<' or '>' or ',' or ';');
        address = valid ? new EmailAddress(value) : null;
        return valid;
    }

    /// <summary>Reads what was validated before. Throws <see cref="FormatException"/> for anything else.</summary>
    public static EmailAddress Parse(string? text) =>
        TryParse(text, out var address) ? address.Value : throw new FormatException("Not an e-mail address.");

    /// <inheritdoc />
    public bool Equals(EmailAddress other) => Normalized == other.Normalized;

    /// <inheritdoc />
    public override int GetHashCode() => Normalized.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc />
    public override string ToString() => Value;
}
