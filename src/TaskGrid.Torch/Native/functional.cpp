// The layers and losses of torch.nn.functional.
#include "amx_linear.h"
#include "export.h"
#include "wide_sums.h"

#include <ATen/ops/add.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/mse_loss.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/one_hot.h>
#include <ATen/ops/softmax.h>

#include <cmath>

using namespace taskgrid;
using at::Tensor;

TG_API tg_linear(const Tensor* x, const Tensor* weight, const Tensor* bias, Tensor** out) {
  return guard([&] {
    *out = give(amx::takes(*x, *weight, or_none(bias)) ? amx::linear(*x, *weight, or_none(bias))
                                                       : wide::linear(*x, *weight, maybe(bias)));
  });
}

TG_API tg_attention(const Tensor* joined, const Tensor* mask, int64_t rows, int64_t length, int64_t heads,
                    int first_only, Tensor** out) {
  return guard([&] {
    const int64_t size = joined->size(-1) / 3 / heads;
    const Tensor parts = joined->view({rows, length, 3, heads, size}).permute({2, 0, 3, 1, 4});  // [3, B, A, T, H/A]
    Tensor query = parts.select(0, 0);
    if (first_only) query = query.narrow(2, 0, 1);
    Tensor scores = wide::matmul(at::mul(query, 1.0 / std::sqrt(static_cast<double>(size))),
                               parts.select(0, 1).transpose(-1, -2));  // [B, A, T, T]
    if (mask) scores = at::add(scores, *mask);
    *out = give(wide::matmul(at::softmax(scores, -1), parts.select(0, 2))
                    .transpose(1, 2)
                    .reshape({rows, first_only ? 1 : length, heads * size}));
  });
}

TG_API tg_embedding(const Tensor* weight, const Tensor* ids, Tensor** out) {
  return guard([&] { *out = give(at::embedding(*weight, *ids)); });
}

TG_API tg_layer_norm(const Tensor* x, const int64_t* shape, int count, const Tensor* weight, const Tensor* bias,
                     double eps, Tensor** out) {
  return guard([&] { *out = give(at::layer_norm(*x, list(shape, count), maybe(weight), maybe(bias), eps)); });
}

TG_API tg_gelu(const Tensor* x, int tanh, Tensor** out) {
  return guard([&] { *out = give(at::gelu(*x, tanh ? "tanh" : "none")); });
}

TG_API tg_dropout(const Tensor* x, double p, int training, Tensor** out) {
  return guard([&] { *out = give(at::dropout(*x, p, training != 0)); });
}

TG_API tg_one_hot(const Tensor* x, int64_t classes, Tensor** out) {
  return guard([&] { *out = give(at::one_hot(*x, classes)); });
}

TG_API tg_cross_entropy(const Tensor* x, const Tensor* target, const Tensor* weight, int64_t ignore_index,
                        int64_t reduction, double label_smoothing, Tensor** out) {
  return guard([&] {
    *out = give(at::cross_entropy_loss(*x, *target, maybe(weight), reduction, ignore_index, label_smoothing));
  });
}

TG_API tg_binary_cross_entropy_with_logits(const Tensor* x, const Tensor* target, const Tensor* weight,
                                           int64_t reduction, const Tensor* pos_weights, Tensor** out) {
  return guard([&] {
    *out = give(at::binary_cross_entropy_with_logits(*x, *target, maybe(weight), maybe(pos_weights), reduction));
  });
}

TG_API tg_mse_loss(const Tensor* x, const Tensor* target, int64_t reduction, Tensor** out) {
  return guard([&] { *out = give(at::mse_loss(*x, *target, reduction)); });
}
