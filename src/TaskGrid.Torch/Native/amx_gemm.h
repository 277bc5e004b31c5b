// Products of bfloat16 matrices on Intel's AMX tiles, summed in fp32.
#pragma once

#include <cstdint>

namespace taskgrid::amx {

using bf16 = uint16_t;  // The upper half of an fp32.

// True where the processor has AMX for bfloat16, the system lets this process use it, and oneDNN cannot: in virtual
// machines that hide the tile palettes (CPUID leaf 1DH) it would configure empty tiles and die of the first one.
// TASKGRID_AMX=0 says no, TASKGRID_AMX=1 says yes wherever the processor and the system allow it.
bool usable();

// c[rows, columns] = left · right + bias. The operands are given as they lie in memory, one row after the other; the
// bias [columns] may be null. Sums run over the depth in order, so the result does not depend on threads.
struct Operand {
  const bf16* data;
  bool transposed;  // left as [depth, rows], right as [columns, depth]
};

void multiply(Operand left, Operand right, int64_t rows, int64_t columns, int64_t depth, const bf16* bias, bf16* c);

}  // namespace taskgrid::amx
