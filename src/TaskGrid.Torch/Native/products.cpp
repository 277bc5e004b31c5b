// Matrix products.
#include "export.h"
#include "wide_sums.h"

using namespace taskgrid;
using at::Tensor;

TG_API tg_matmul(const Tensor* x, const Tensor* y, Tensor** out) {
  return guard([&] { *out = give(wide::matmul(*x, *y)); });
}

TG_API tg_mm(const Tensor* x, const Tensor* y, Tensor** out) {
  return guard([&] { *out = give(wide::needed(*x, *y) ? wide::up(*x).mm(wide::up(*y)).to(at::kBFloat16) : x->mm(*y)); });
}

TG_API tg_bmm(const Tensor* x, const Tensor* y, Tensor** out) {
  return guard([&] { *out = give(wide::needed(*x, *y) ? wide::up(*x).bmm(wide::up(*y)).to(at::kBFloat16) : x->bmm(*y)); });
}

TG_API tg_addmm(const Tensor* x, const Tensor* a, const Tensor* b, double beta, double alpha, Tensor** out) {
  return guard([&] { *out = give(x->addmm(*a, *b, beta, alpha)); });
}

TG_API tg_baddbmm(const Tensor* x, const Tensor* a, const Tensor* b, double beta, double alpha, Tensor** out) {
  return guard([&] { *out = give(x->baddbmm(*a, *b, beta, alpha)); });
}
