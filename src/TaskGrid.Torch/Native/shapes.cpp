// Views, and operators that pick, place or join elements.
#include "export.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/where.h>

#include <vector>

using namespace taskgrid;
using at::Tensor;

namespace {

std::vector<Tensor> tensors(const Tensor* const* items, int count) {
  std::vector<Tensor> result;
  result.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; i++) result.push_back(*items[i]);
  return result;
}

}  // namespace

TG_API tg_view(const Tensor* x, const int64_t* sizes, int count, Tensor** out) {
  return guard([&] { *out = give(x->view(list(sizes, count))); });
}

TG_API tg_reshape(const Tensor* x, const int64_t* sizes, int count, Tensor** out) {
  return guard([&] { *out = give(x->reshape(list(sizes, count))); });
}

TG_API tg_flatten(const Tensor* x, int64_t start, int64_t end, Tensor** out) {
  return guard([&] { *out = give(x->flatten(start, end)); });
}

TG_API tg_transpose(const Tensor* x, int64_t dim0, int64_t dim1, Tensor** out) {
  return guard([&] { *out = give(x->transpose(dim0, dim1)); });
}

TG_API tg_t(const Tensor* x, Tensor** out) {
  return guard([&] { *out = give(x->t()); });
}

TG_API tg_permute(const Tensor* x, const int64_t* dims, int count, Tensor** out) {
  return guard([&] { *out = give(x->permute(list(dims, count))); });
}

TG_API tg_expand(const Tensor* x, const int64_t* sizes, int count, int implicit, Tensor** out) {
  return guard([&] { *out = give(x->expand(list(sizes, count), implicit != 0)); });
}

TG_API tg_unsqueeze(const Tensor* x, int64_t dim, Tensor** out) {
  return guard([&] { *out = give(x->unsqueeze(dim)); });
}

TG_API tg_squeeze(const Tensor* x, int has_dim, int64_t dim, Tensor** out) {
  return guard([&] { *out = give(has_dim ? x->squeeze(dim) : x->squeeze()); });
}

TG_API tg_narrow(const Tensor* x, int64_t dim, int64_t start, int64_t length, Tensor** out) {
  return guard([&] { *out = give(x->narrow(dim, start, length)); });
}

TG_API tg_select(const Tensor* x, int64_t dim, int64_t index, Tensor** out) {
  return guard([&] { *out = give(x->select(dim, index)); });
}

TG_API tg_index_select(const Tensor* x, int64_t dim, const Tensor* index, Tensor** out) {
  return guard([&] { *out = give(x->index_select(dim, *index)); });
}

TG_API tg_gather(const Tensor* x, int64_t dim, const Tensor* index, Tensor** out) {
  return guard([&] { *out = give(x->gather(dim, *index)); });
}

TG_API tg_scatter_(Tensor* x, int64_t dim, const Tensor* index, const Tensor* source) {
  return guard([&] { x->scatter_(dim, *index, *source); });
}

TG_API tg_scatter_add_(Tensor* x, int64_t dim, const Tensor* index, const Tensor* source) {
  return guard([&] { x->scatter_add_(dim, *index, *source); });
}

TG_API tg_index_add_(Tensor* x, int64_t dim, const Tensor* index, const Tensor* source, Number alpha) {
  return guard([&] { x->index_add_(dim, *index, *source, alpha.scalar()); });
}

TG_API tg_index_copy_(Tensor* x, int64_t dim, const Tensor* index, const Tensor* source) {
  return guard([&] { x->index_copy_(dim, *index, *source); });
}

TG_API tg_masked_fill(const Tensor* x, const Tensor* mask, Number value, Tensor** out) {
  return guard([&] { *out = give(x->masked_fill(*mask, value.scalar())); });
}

TG_API tg_masked_fill_(Tensor* x, const Tensor* mask, Number value) {
  return guard([&] { x->masked_fill_(*mask, value.scalar()); });
}

TG_API tg_masked_select(const Tensor* x, const Tensor* mask, Tensor** out) {
  return guard([&] { *out = give(x->masked_select(*mask)); });
}

TG_API tg_nonzero(const Tensor* x, Tensor** out) {
  return guard([&] { *out = give(x->nonzero()); });
}

TG_API tg_where(const Tensor* condition, const Tensor* x, const Tensor* y, Tensor** out) {
  return guard([&] { *out = give(at::where(*condition, *x, *y)); });
}

TG_API tg_repeat_interleave(
    const Tensor* x, const Tensor* repeats, int has_dim, int64_t dim, int64_t output_size, Tensor** out) {
  return guard([&] {
    const auto along = has_dim ? c10::optional<int64_t>(dim) : c10::nullopt;
    const auto size = output_size < 0 ? c10::nullopt : c10::optional<int64_t>(output_size);
    *out = give(x->repeat_interleave(*repeats, along, size));
  });
}

TG_API tg_cat(const Tensor* const* items, int count, int64_t dim, Tensor** out) {
  return guard([&] { *out = give(at::cat(tensors(items, count), dim)); });
}

TG_API tg_stack(const Tensor* const* items, int count, int64_t dim, Tensor** out) {
  return guard([&] { *out = give(at::stack(tensors(items, count), dim)); });
}
