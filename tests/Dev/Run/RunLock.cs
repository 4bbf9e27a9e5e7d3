using TicketPlatform.Dev.Local;

namespace TicketPlatform.Dev.Run;

/// <summary>Keeps a second <c>./dev run</c> of this repository out. The system releases it when the process ends, however it ends.</summary>
internal static class RunLock
{
    public static FileStream Take()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(LocalFiles.RunLock)!);
        try
        {
            return new(LocalFiles.RunLock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            var where = RunFile.Read() is { } run ? $" on {run.Api}" : "";
            throw CommandFailedException.Refuse($"./dev run is running already{where}; stop it with Ctrl-C first");
        }
    }
}
