namespace TaskGrid.Gateway;

/// <summary>Makes names of tasks from what OpenAI's clients say.</summary>
internal static class TaskNames
{
    /// <summary>The name for a suffix: lower case, other characters than a name has become '-'.</summary>
    /// <param name="suffix">The suffix.</param>
    /// <param name="problems">Gets a problem when no name comes of it.</param>
    public static string? OfSuffix(string suffix, ApiProblems problems)
    {
        var letters = suffix.ToLowerInvariant()
            .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' ? letter : '-')
            .ToArray();
        var name = new string(letters).Trim('-', '.', '_');
        if (ResourceName.IsValid(name)) return name;
        problems.AddInvalid(
            "The suffix becomes the task's name and does not make one: use 1 to 64 of a-z, 0-9, '.', '_' and '-', with "
            + "at least one letter or digit.",
            "suffix");
        return null;
    }

    /// <summary>The name of a task whose job says none: the same file trains the same task again.</summary>
    /// <param name="file">The file's id.</param>
    /// <param name="problems">Gets a problem when no name comes of it: then it is no id.</param>
    public static string OfFile(string file, ApiProblems problems)
    {
        var name = "ft-" + file[(file.IndexOf('-', StringComparison.Ordinal) + 1)..];
        if (!ResourceName.IsValid(name))
            problems.Add(ErrorCodes.FileNotFound, $"There is no file '{file}'. Upload it first.", "training_file");
        return name;
    }
}
