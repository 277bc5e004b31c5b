// Sums, means, extremes and norms. A count of dimensions of -1 reduces over all of them.
#include "export.h"

#include <tuple>

using namespace taskgrid;
using at::Tensor;

namespace {

void give_pair(std::tuple<Tensor, Tensor> pair, Tensor** first, Tensor** second) {
  *first = give(std::get<0>(pair));
  *second = give(std::get<1>(pair));
}

}  // namespace

TG_API tg_sum(const Tensor* x, const int64_t* dims, int count, int keepdim, int dtype, Tensor** out) {
  return guard([&] {
    *out = give(count < 0 ? x->sum(maybe_type(dtype)) : x->sum(list(dims, count), keepdim != 0, maybe_type(dtype)));
  });
}

TG_API tg_mean(const Tensor* x, const int64_t* dims, int count, int keepdim, int dtype, Tensor** out) {
  return guard([&] {
    *out = give(count < 0 ? x->mean(maybe_type(dtype)) : x->mean(list(dims, count), keepdim != 0, maybe_type(dtype)));
  });
}

TG_API tg_max(const Tensor* x, Tensor** out) {
  return guard([&] { *out = give(x->max()); });
}

TG_API tg_max_dim(const Tensor* x, int64_t dim, int keepdim, Tensor** values, Tensor** indexes) {
  return guard([&] { give_pair(x->max(dim, keepdim != 0), values, indexes); });
}

TG_API tg_min(const Tensor* x, Tensor** out) {
  return guard([&] { *out = give(x->min()); });
}

TG_API tg_min_dim(const Tensor* x, int64_t dim, int keepdim, Tensor** values, Tensor** indexes) {
  return guard([&] { give_pair(x->min(dim, keepdim != 0), values, indexes); });
}

TG_API tg_topk(const Tensor* x, int64_t k, int64_t dim, int largest, int sorted, Tensor** values, Tensor** indexes) {
  return guard([&] { give_pair(x->topk(k, dim, largest != 0, sorted != 0), values, indexes); });
}

TG_API tg_argmax(const Tensor* x, int has_dim, int64_t dim, int keepdim, Tensor** out) {
  return guard([&] {
    *out = give(x->argmax(has_dim ? c10::optional<int64_t>(dim) : c10::nullopt, keepdim != 0));
  });
}

TG_API tg_norm(const Tensor* x, double p, Tensor** out) {
  return guard([&] { *out = give(x->norm(at::Scalar(p))); });
}

TG_API tg_norm_dim(const Tensor* x, int64_t dim, int keepdim, double p, Tensor** out) {
  return guard([&] {
    *out = give(x->norm(c10::optional<at::Scalar>(at::Scalar(p)), at::IntArrayRef(dim), keepdim != 0));
  });
}

TG_API tg_all(const Tensor* x, Tensor** out) {
  return guard([&] { *out = give(x->all()); });
}

TG_API tg_any(const Tensor* x, Tensor** out) {
  return guard([&] { *out = give(x->any()); });
}

TG_API tg_var(const Tensor* x, int unbiased, Tensor** out) {
  return guard([&] { *out = give(x->var(unbiased != 0)); });
}

TG_API tg_cumsum(const Tensor* x, int64_t dim, int dtype, Tensor** out) {
  return guard([&] { *out = give(x->cumsum(dim, maybe_type(dtype))); });
}

TG_API tg_softmax(const Tensor* x, int64_t dim, int dtype, Tensor** out) {
  return guard([&] { *out = give(x->softmax(dim, maybe_type(dtype))); });
}

TG_API tg_log_softmax(const Tensor* x, int64_t dim, int dtype, Tensor** out) {
  return guard([&] { *out = give(x->log_softmax(dim, maybe_type(dtype))); });
}

TG_API tg_allclose(const Tensor* x, const Tensor* y, double rtol, double atol, int equal_nan, int* out) {
  return guard([&] { *out = x->allclose(*y, rtol, atol, equal_nan != 0); });
}
