namespace TaskGrid.Gateway;

/// <summary>Makes names of tasks from what OpenAI's clients say.</summary>
internal static class TaskNames
{
    /// <summary>The name for a suffix: lower case, other characters than a name has become '-'.</summary>
    /// <param name="suffix">The suffix.</param>
    /// <param name="problems">Gets a problem when no name comes of it.</param>
    public static string? OfSuffix(string suffix, List<ApiException> problems)
    {
        var letters = suffix.ToLowerInvariant()
            .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' ? letter : '-')
            .ToArray();
        var name = new string(letters).Trim('-', '.', '_');
        if (ResourceName.IsValid(name)) return name;
        problems.Add(ApiException.Invalid(
            "The suffix becomes the task's name and does not make one: use 1 to 64 of a-z, 0-9, '.', '_' and '-', with "
            + "at least one letter or digit.",
            "suffix"));
        return null;
    }

    /// <summary>The name of a task whose job says none: the same file trains the same task again.</summary>
    public static string OfFile(string file)
    {
        var name = "ft-" + file[(file.IndexOf('-', StringComparison.Ordinal) + 1)..];
        return ResourceName.IsValid(name)
            ? name
            : throw new TaskGridException(
                ErrorCodes.FileNotFound, $"There is no file '{file}'. Upload it first.");
    }
}
