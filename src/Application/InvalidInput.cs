using System.Text.Json;
using FluentValidation.Results;

namespace TicketPlatform.Application;

/// <summary>The refusal of input, with every field that was wrong.</summary>
public static class InvalidInput
{
    public static Failure Of(IReadOnlyDictionary<string, string[]> fields) =>
        new(FailureKind.Invalid, "invalid-input", $"Not acceptable: {string.Join(", ", fields.Keys.Order())}. See errors.", fields);

    internal static Failure Of(IEnumerable<ValidationFailure> errors) =>
        Of(
            errors
                .GroupBy(error => JsonNamingPolicy.CamelCase.ConvertName(error.PropertyName), error => error.ErrorMessage)
                .ToDictionary(field => field.Key, field => field.Distinct().ToArray())
        );
}
