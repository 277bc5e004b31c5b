using System.CommandLine;

var root = new RootCommand("Trains, evaluates and serves many tasks as sparse diffs of one frozen base model.");
return await root.Parse(args).InvokeAsync();
