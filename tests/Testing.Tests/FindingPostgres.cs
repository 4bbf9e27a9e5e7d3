namespace TicketPlatform.Testing.Tests;

public sealed class FindingPostgres : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("binaries").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_newest_version_comes_first_by_number()
    {
        string[] versions = ["9.6", "17", "15"];
        foreach (var version in versions)
            Directory.CreateDirectory(Path.Combine(_root, version));

        PostgresFolders.NewestFirst(_root).ShouldBe([Bin("17"), Bin("15"), Bin("9.6")]);

        string Bin(string version) => Path.Combine(_root, version, "bin");
    }

    [Fact]
    public void A_folder_without_every_program_is_passed_over()
    {
        var clientOnly = Folder("client", "pg_ctl");
        var complete = Folder("complete", "initdb", "pg_ctl", "postgres");

        PostgresBinaries.FirstComplete(null, [clientOnly, complete])!.Folder.ShouldBe(complete);
    }

    [Fact]
    public void The_named_folder_wins()
    {
        var named = Folder("named", "initdb", "pg_ctl", "postgres");
        var complete = Folder("complete", "initdb", "pg_ctl", "postgres");

        PostgresBinaries.FirstComplete(named, [complete])!.Folder.ShouldBe(named);
    }

    [Fact]
    public void Nothing_is_found_where_nothing_is() => PostgresBinaries.FirstComplete(null, [_root]).ShouldBeNull();

    private string Folder(string name, params string[] programs)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        foreach (var program in programs)
            File.WriteAllText(Path.Combine(folder, ExecutablePath.Names(program)[0]), "");
        return folder;
    }
}
