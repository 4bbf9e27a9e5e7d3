using System.Net.Sockets;

if (CommandLine.Parse(args, out var mistake) is not { } options)
{
    await Console.Error.WriteLineAsync($"{mistake} {CommandLine.Usage}");
    return 2;
}
try
{
    CommandLine.RequireFreePort(options.Port);
    await using var simulator = await SimulatorServer.StartAsync(options);
    Console.WriteLine(
        $"Zendesk simulator ready on {simulator.BaseAddress} with {simulator.World.Tickets.Count} tickets and {simulator.World.Users.All.Count} users."
    );
    await simulator.WaitForShutdownAsync();
    return 0;
}
catch (Exception problem) when (problem is IOException or SocketException)
{
    await Console.Error.WriteLineAsync($"The simulator cannot start: {problem.Message} Choose another --port or --state.");
    return 2;
}
