using TicketPlatform.Dev;
using TicketPlatform.Dev.Commands;
using TicketPlatform.Testing;

try
{
    var rest = args.Skip(1).ToArray();
    return args.FirstOrDefault() switch
    {
        null or "help" or "--help" or "-h" => Usage.Print(),
        "run" => await RunCommand.ExecuteAsync(rest),
        "test" => await TestCommand.ExecuteAsync(rest),
        "bench" => await BenchCommand.ExecuteAsync(rest),
        "soak" => await SoakCommand.ExecuteAsync(rest),
        "mutate" => await MutateCommand.ExecuteAsync(rest),
        "token" => await TokenCommand.ExecuteAsync(rest),
        "psql" => await PsqlCommand.ExecuteAsync(rest),
        "format" => await FormatCommand.ExecuteAsync(rest),
        var unknown => throw CommandFailedException.Refuse($"there is no command {unknown}; ./dev help lists them"),
    };
}
catch (CommandFailedException failure)
{
    await Console.Error.WriteLineAsync($"dev: {failure.Message}");
    return failure.ExitCode;
}
catch (Exception failure) when (failure is PostgresUnavailableException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"dev: {failure.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("dev: stopped");
    return CommandFailedException.Interrupted;
}
