namespace TicketPlatform.Simulator.Tests;

/// <summary>The npm client node-zendesk as a judge from outside: it knows Zendesk and nothing of this project.</summary>
public sealed class AskingNodeZendesk : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("node-zendesk-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [NodeFact]
    public async Task A_client_written_by_others_takes_the_simulator_for_Zendesk()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "node-zendesk")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var install = await ChildProcess.RunAsync("npm", folder, "ci", "--no-audit", "--no-fund");
        install.ExitCode.ShouldBe(0, install.Output);

        await using var zendesk = await Zendesk.StartAsync(
            new SimulatorOptions
            {
                Users = 300,
                Tickets = 900,
                RateLimits = false,
            }
        );
        var options = zendesk.Server.Options;
        var judgement = await ChildProcess.RunAsync(
            "node",
            folder,
            "check.mjs",
            zendesk.Server.BaseAddress.ToString(),
            options.Email,
            options.ApiToken
        );
        judgement.ExitCode.ShouldBe(0, judgement.Output);
    }
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() =>
        Skip = ChildProcess.IsInstalled("node") && ChildProcess.IsInstalled("npm") ? null : "Node.js and npm are not installed.";
}
