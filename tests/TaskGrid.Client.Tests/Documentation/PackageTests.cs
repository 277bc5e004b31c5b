using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace TaskGrid.Client.Tests.Documentation;

/// <summary>The packages as somebody gets them: packed, and installed in an empty project.</summary>
public sealed class PackageTests
{
    private static readonly string[] Packages = ["TaskGrid.Abstractions", "TaskGrid.Client"];

    [Fact]
    public async Task Packages_InstalledInAnEmptyProject_CompileTheReadme()
    {
        using var folder = new ScratchFolder();
        foreach (var package in Packages)
            await DotNetAsync(Repository.Root, "pack", Path.Combine("src", package), "--no-build", "-o", folder["feed"]);
        var client = Assert.Single(Directory.GetFiles(folder["feed"], "TaskGrid.Client.*.nupkg"));
        using (var archive = ZipFile.OpenRead(client))
        {
            Assert.All(
                ["README.md", "lib/net10.0/TaskGrid.Client.dll", "lib/net10.0/TaskGrid.Client.xml"],
                name => Assert.NotNull(archive.GetEntry(name)));
            using var specification = archive.GetEntry("TaskGrid.Client.nuspec")!.Open();
            var dependencies = XDocument.Load(specification).Descendants()
                .Where(element => element.Name.LocalName == "dependency").Select(element => (string)element.Attribute("id")!);
            Assert.Equal(["TaskGrid.Abstractions"], dependencies);
        }

        var version = Path.GetFileName(client)["TaskGrid.Client.".Length..^".nupkg".Length];
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "TaskGrid.Client", "README.md"));
        var example = readme.Split("```csharp\n")[1].Split("```")[0];
        Directory.CreateDirectory(folder["app"]);
        await File.WriteAllTextAsync(folder["app/Program.cs"], example);
        await File.WriteAllTextAsync(folder["app/app.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseAppHost>false</UseAppHost>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestorePackagesPath>{folder["packages"]}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="TaskGrid.Client" Version="{version}" />
              </ItemGroup>
            </Project>
            """);
        // Nothing but these two packages: no other feed is asked.
        await File.WriteAllTextAsync(folder["app/nuget.config"], $"""
            <configuration>
              <packageSources><clear /><add key="packed" value="{folder["feed"]}" /></packageSources>
            </configuration>
            """);
        await DotNetAsync(folder["app"], "build");
        Assert.True(File.Exists(folder["app/bin/Debug/net10.0/app.dll"]));
    }

    private static async Task DotNetAsync(string folder, params string[] arguments)
    {
        // Where this test was built, so that packing finds the same outputs.
        var configuration = AppContext.BaseDirectory.Contains("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";
        var options = arguments[0] == "pack" ? new[] { "-c", configuration, $"-p:TaskGridFeed={Feed()}" } : [];
        var start = new ProcessStartInfo("dotnet", [.. arguments, .. options, "--nologo", "-nodeReuse:false"])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
    }

    private static string Feed() =>
        AppContext.BaseDirectory.Split(Path.DirectorySeparatorChar).Contains("full") ? "full" : "partial";
}
