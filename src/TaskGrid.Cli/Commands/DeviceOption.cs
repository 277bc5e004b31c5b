using System.CommandLine;

namespace TaskGrid.Cli.Commands;

/// <summary><c>--device</c>, of the commands that compute in this process.</summary>
internal static class DeviceOption
{
    /// <summary>The option; a command that lacks it computes nothing, or says nothing about it.</summary>
    public static Option<string> Device { get; } = new("--device")
    {
        Description = "Where to compute: cpu, cuda, cuda:N, or auto: a CUDA device where libtorch sees one, else the processor.",
        HelpName = "NAME",
        DefaultValueFactory = _ => DeviceNames.Auto,
        CustomParser = result =>
        {
            var name = result.Tokens[0].Value;
            try
            {
                DeviceNames.Check(name);
            }
            catch (TaskGridException)
            {
                result.AddError($"--device is '{name}'; it takes cpu, cuda, cuda:N or auto.");
            }

            return name;
        },
    };
}
