using System.Globalization;

namespace TicketPlatform.Dev;

/// <summary>The options of one command line: <c>--name value</c>, <c>--name=value</c> and flags, in any order.</summary>
internal sealed class CommandOptions
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>What was neither an option nor an option's value.</summary>
    public List<string> Rest { get; } = [];

    /// <summary>Reads the arguments of <paramref name="command"/>; an option it does not have is refused.</summary>
    public static CommandOptions Parse(string command, IEnumerable<string> arguments, string[] values, string[] flags)
    {
        var options = new CommandOptions();
        var remaining = new Queue<string>(arguments);
        while (remaining.TryDequeue(out var argument))
        {
            var (name, value) = argument.Split('=', 2) is [var before, var after] ? (before, after) : (argument, null);
            if (!argument.StartsWith("--", StringComparison.Ordinal))
                options.Rest.Add(argument);
            else if (flags.Contains(argument))
                options._values[argument] = "";
            else if (!values.Contains(name))
                throw CommandFailedException.Refuse($"{command} has no option {name}; ./dev help lists them");
            else if (value is not null || remaining.TryDequeue(out value))
                options._values[name] = value;
            else
                throw CommandFailedException.Refuse($"{name} needs a value");
        }
        return options;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string? Value(string name) => _values.GetValueOrDefault(name);

    /// <summary>A whole number within the range; null when the option was not given.</summary>
    public int? Number(string name, int minimum, int maximum) =>
        Value(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
        : throw CommandFailedException.Refuse($"{name} must be a whole number from {minimum} to {maximum}, not {text}");

    /// <summary>Refuses arguments that are not options.</summary>
    public CommandOptions WithoutRest() =>
        Rest is [] ? this : throw CommandFailedException.Refuse($"unexpected argument {Rest[0]}; ./dev help shows the usage");
}
