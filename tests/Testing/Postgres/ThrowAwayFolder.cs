namespace TicketPlatform.Testing;

/// <summary>
/// The folder of a cluster that must not outlive this process. A lock on a file beside it, which the system releases when the
/// process ends however it ends, tells later processes which folders are abandoned. They stop the server in it and delete it.
/// </summary>
internal sealed class ThrowAwayFolder : IDisposable
{
    private const string LockExtension = ".lock";

    /// <summary>Holds them all; one for each account, for nobody may delete another's files.</summary>
    public static readonly string Root = Path.Combine(Path.GetTempPath(), $"ticketplatform-{Environment.UserName}");

    private readonly FileStream _owned;

    private ThrowAwayFolder(FileStream owned) => _owned = owned;

    public string FullPath => _owned.Name[..^LockExtension.Length];

    public static ThrowAwayFolder Create()
    {
        Directory.CreateDirectory(Root);
        return new(Lock(Path.Combine(Root, Path.GetRandomFileName() + LockExtension)));
    }

    /// <summary>Takes over the folders whose processes have ended; the caller stops what runs there and disposes them.</summary>
    public static IEnumerable<ThrowAwayFolder> TakeAbandoned() =>
        Directory.Exists(Root) ? Directory.GetFiles(Root, "*" + LockExtension).Select(TryTake).OfType<ThrowAwayFolder>() : [];

    /// <summary>Deletes the folder, and only then gives up the lock.</summary>
    public void Dispose()
    {
        try
        {
            if (Directory.Exists(FullPath))
                Directory.Delete(FullPath, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The guard of a process that has just ended deletes it at the same time.
        }
        File.Delete(_owned.Name);
        _owned.Dispose();
    }

    private static ThrowAwayFolder? TryTake(string file)
    {
        try
        {
            return new(Lock(file));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static FileStream Lock(string file) => new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
