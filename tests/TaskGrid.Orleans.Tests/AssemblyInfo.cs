// Silos of one process share their instruments, and their timeouts want the processor for themselves.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
