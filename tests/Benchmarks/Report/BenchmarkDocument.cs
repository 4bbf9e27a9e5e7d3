using TicketPlatform.Testing;

namespace TicketPlatform.Benchmarks.Report;

/// <summary>docs/benchmarks.md: one section per benchmark, of which each run replaces its own.</summary>
internal static class BenchmarkDocument
{
    private const string Mark = "\n## ";
    private const string Introduction = """
        # Benchmarks

        Written by `./dev bench`. Ratios within one run count; absolute figures belong to the machine of that run.
        """;

    private static readonly string File = Path.Combine(RepositoryPaths.Root, "docs", "benchmarks.md");

    /// <summary>Prints the section, and puts it in the place of the last one of that name.</summary>
    public static void Write(string title, string section)
    {
        Console.WriteLine($"\n{section}\n");
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var before = System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File) : Introduction;
        System.IO.File.WriteAllText(File, Replace(before, title, section));
        Console.WriteLine($"Written to {Path.GetRelativePath(RepositoryPaths.Root, File)}.");
    }

    /// <summary>The document with that section replaced, or added at its end.</summary>
    internal static string Replace(string document, string title, string section)
    {
        var parts = document.ReplaceLineEndings("\n").Split(Mark).Select(part => part.Trim('\n')).ToList();
        var place = parts.FindIndex(1, part => part.Split('\n')[0] == title);
        var written = $"{title}\n\n{section.ReplaceLineEndings("\n").Trim('\n')}";
        if (place < 0)
            parts.Add(written);
        else
            parts[place] = written;
        return string.Join("\n" + Mark, parts) + "\n";
    }
}
