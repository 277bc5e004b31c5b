// Matrix products.
#include "export.h"

using namespace taskgrid;
using at::Tensor;

TG_API tg_matmul(const Tensor* x, const Tensor* y, Tensor** out) {
  return guard([&] { *out = give(x->matmul(*y)); });
}

TG_API tg_mm(const Tensor* x, const Tensor* y, Tensor** out) {
  return guard([&] { *out = give(x->mm(*y)); });
}

TG_API tg_bmm(const Tensor* x, const Tensor* y, Tensor** out) {
  return guard([&] { *out = give(x->bmm(*y)); });
}

TG_API tg_addmm(const Tensor* x, const Tensor* a, const Tensor* b, double beta, double alpha, Tensor** out) {
  return guard([&] { *out = give(x->addmm(*a, *b, beta, alpha)); });
}

TG_API tg_baddbmm(const Tensor* x, const Tensor* a, const Tensor* b, double beta, double alpha, Tensor** out) {
  return guard([&] { *out = give(x->baddbmm(*a, *b, beta, alpha)); });
}
