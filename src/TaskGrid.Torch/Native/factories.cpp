// New tensors, and tensors filled with random numbers.
#include "export.h"

#include <ATen/core/Generator.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/randperm.h>
#include <ATen/ops/zeros.h>

#include <cstring>

using namespace taskgrid;
using at::Tensor;

namespace {

Tensor* make(Tensor tensor, Placement placement) {
  if (placement.requires_grad) tensor.requires_grad_(true);
  return give(std::move(tensor));
}

c10::optional<at::Generator> maybe(at::Generator* generator) {
  return generator ? c10::optional<at::Generator>(*generator) : c10::nullopt;
}

}  // namespace

TG_API tg_empty(const int64_t* sizes, int count, Placement placement, Tensor** out) {
  return guard([&] { *out = make(at::empty(list(sizes, count), placement.options()), placement); });
}

TG_API tg_zeros(const int64_t* sizes, int count, Placement placement, Tensor** out) {
  return guard([&] { *out = make(at::zeros(list(sizes, count), placement.options()), placement); });
}

TG_API tg_full(const int64_t* sizes, int count, Number value, Placement placement, Tensor** out) {
  return guard([&] { *out = make(at::full(list(sizes, count), value.scalar(), placement.options()), placement); });
}

TG_API tg_arange(Number start, Number stop, Number step, Placement placement, Tensor** out) {
  return guard([&] {
    *out = make(at::arange(start.scalar(), stop.scalar(), step.scalar(), placement.options()), placement);
  });
}

TG_API tg_randn(const int64_t* sizes, int count, at::Generator* generator, Placement placement, Tensor** out) {
  return guard([&] {
    *out = make(at::randn(list(sizes, count), maybe(generator), placement.options()), placement);
  });
}

TG_API tg_randperm(int64_t count, at::Generator* generator, Placement placement, Tensor** out) {
  return guard([&] { *out = make(at::randperm(count, maybe(generator), placement.options()), placement); });
}

// Copies `bytes` bytes of elements of type `source_dtype` and converts them where the placement asks for it.
TG_API tg_from_memory(const void* data, int64_t bytes, int source_dtype, const int64_t* sizes, int count,
                      Placement placement, Tensor** out) {
  return guard([&] {
    auto tensor = at::empty(list(sizes, count), at::TensorOptions().dtype(static_cast<at::ScalarType>(source_dtype)));
    TORCH_CHECK(static_cast<int64_t>(tensor.nbytes()) == bytes, "The data holds ", bytes, " bytes, but shape ",
                tensor.sizes(), " of type ", tensor.scalar_type(), " needs ", tensor.nbytes(), ".");
    if (bytes > 0) std::memcpy(tensor.data_ptr(), data, static_cast<size_t>(bytes));
    *out = make(tensor.to(placement.options()), placement);
  });
}

TG_API tg_like(const Tensor* x, Number value, Placement placement, Tensor** out) {
  return guard([&] {
    auto options = x->options().merge_in(placement.options());
    auto tensor = value.given() ? at::full(x->sizes(), value.scalar(), options) : at::empty(x->sizes(), options);
    *out = make(std::move(tensor), placement);
  });
}

TG_API tg_bernoulli_(Tensor* x, double p, at::Generator* generator) {
  return guard([&] { x->bernoulli_(p, maybe(generator)); });
}

TG_API tg_normal_(Tensor* x, double mean, double std, at::Generator* generator) {
  return guard([&] { x->normal_(mean, std, maybe(generator)); });
}

TG_API tg_uniform_(Tensor* x, double from, double to, at::Generator* generator) {
  return guard([&] { x->uniform_(from, to, maybe(generator)); });
}
