// Products in bfloat16 whose sums are kept in fp32. libtorch 1.13 keeps them in bfloat16 where oneDNN has no bf16 for the
// processor (without AVX-512): 512 ones then add up to 256.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/matmul.h>

namespace taskgrid::wide {

inline bool needed(const at::Tensor& x, const at::Tensor& y) {
#if defined(__x86_64__)
  static const bool lacking = !(__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                                __builtin_cpu_supports("avx512dq"));
#else
  static const bool lacking = true;
#endif
  return lacking && x.is_cpu() && x.scalar_type() == at::kBFloat16 && y.scalar_type() == at::kBFloat16;
}

inline at::Tensor up(const at::Tensor& x) { return x.defined() ? x.to(at::kFloat) : x; }

inline at::Tensor matmul(const at::Tensor& x, const at::Tensor& y) {
  return needed(x, y) ? at::matmul(up(x), up(y)).to(at::kBFloat16) : at::matmul(x, y);
}

inline at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const c10::optional<at::Tensor>& bias) {
  if (!needed(x, weight)) return at::linear(x, weight, bias);
  const auto wide_bias = bias ? c10::optional<at::Tensor>(up(*bias)) : bias;
  return at::linear(up(x), up(weight), wide_bias).to(at::kBFloat16);
}

}  // namespace taskgrid::wide
