// What every export shares: the calling convention, the status codes and the ownership of tensors.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <utility>

#include "signal_stack.h"

#define TG_API extern "C" __attribute__((visibility("default"))) int

namespace taskgrid {

// Mirrored by Binding/NativeStatus.cs.
enum Status : int { kOk = 0, kFailed = 1, kOutOfMemory = 2 };

// A number that keeps whether it was written as a fraction or as an integer. Mirrored by Binding/Scalar.cs.
struct Number {
  int64_t bits;
  int64_t kind;  // 0: double, 1: int64, 2: bool

  at::Scalar scalar() const;
  bool given() const { return kind >= 0; }  // kind -1 stands for "no value"
};

// Where and as what a new tensor is made; negative values leave the choice to libtorch.
struct Placement {
  int32_t dtype;
  int32_t device_type;
  int32_t device_index;
  int32_t requires_grad;

  at::TensorOptions options() const;
};

// Turns the exception in flight into a status and keeps its message for this thread.
int report() noexcept;

template <class Body>
int guard(Body&& body) noexcept {
  deepen_signal_stack();
  try {
    body();
    return kOk;
  } catch (...) {
    return report();
  }
}

// Hands a tensor to the caller, who frees it with tg_free; both ends count.
at::Tensor* give(at::Tensor tensor);

// A tensor that may be absent: absent and null are the same to libtorch.
inline at::Tensor or_none(const at::Tensor* tensor) { return tensor ? *tensor : at::Tensor(); }

inline c10::optional<at::Tensor> maybe(const at::Tensor* tensor) {
  return tensor ? c10::optional<at::Tensor>(*tensor) : c10::nullopt;
}

inline c10::optional<at::ScalarType> maybe_type(int dtype) {
  return dtype < 0 ? c10::nullopt : c10::optional<at::ScalarType>(static_cast<at::ScalarType>(dtype));
}

inline at::IntArrayRef list(const int64_t* values, int count) {
  return at::IntArrayRef(values, static_cast<size_t>(count));
}

}  // namespace taskgrid
