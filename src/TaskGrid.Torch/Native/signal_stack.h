// Room for the signal handlers of .NET on threads that use AMX tiles.
#pragma once

namespace taskgrid {

// Where the processor has tiles, gives this thread a larger alternate signal stack until it ends, if it has one at all.
// Once a thread has touched a tile, each signal saves 8 KiB more of it: with the state of AVX-512 that is more than the
// stack that .NET 10 sets up has room for, and the first null reference, which .NET sees as a signal, ends the process
// instead of throwing.
void deepen_signal_stack() noexcept;

}  // namespace taskgrid
