using TaskGrid.Benchmarks.Running;

return await BenchCommandLine.RunAsync(args);
