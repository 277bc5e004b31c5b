#pragma once

#include <ATen/core/Tensor.h>

namespace taskgrid::amx {

// Whether linear below takes these operands: bfloat16 on the processor, large enough, and the processor has tiles.
bool takes(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

// x [.., depth] · weightᵀ [depth, columns] + bias [columns], with its gradients; the bias may be undefined.
at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

}  // namespace taskgrid::amx
