using TaskGrid.Cli.Commands;

return CommandLine.Run(args);
