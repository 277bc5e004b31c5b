// What a tensor says about itself, its memory, and moves between types and devices.
#include "export.h"

using namespace taskgrid;
using at::Tensor;

TG_API tg_ndim(const Tensor* x, int64_t* out) {
  return guard([&] { *out = x->dim(); });
}

TG_API tg_numel(const Tensor* x, int64_t* out) {
  return guard([&] { *out = x->numel(); });
}

TG_API tg_size(const Tensor* x, int64_t dim, int64_t* out) {
  return guard([&] { *out = x->size(dim); });
}

// Fills `out`, which has room for ndim values.
TG_API tg_sizes(const Tensor* x, int64_t* out) {
  return guard([&] { std::copy(x->sizes().begin(), x->sizes().end(), out); });
}

TG_API tg_strides(const Tensor* x, int64_t* out) {
  return guard([&] { std::copy(x->strides().begin(), x->strides().end(), out); });
}

TG_API tg_storage_offset(const Tensor* x, int64_t* out) {
  return guard([&] { *out = x->storage_offset(); });
}

TG_API tg_element_size(const Tensor* x, int64_t* out) {
  return guard([&] { *out = static_cast<int64_t>(x->element_size()); });
}

TG_API tg_dtype(const Tensor* x, int* out) {
  return guard([&] { *out = static_cast<int>(x->scalar_type()); });
}

TG_API tg_device(const Tensor* x, int* type, int* index) {
  return guard([&] {
    auto device = x->device();
    *type = static_cast<int>(device.type());
    *index = static_cast<int>(device.index());
  });
}

TG_API tg_is_contiguous(const Tensor* x, int* out) {
  return guard([&] { *out = x->is_contiguous(); });
}

TG_API tg_is_leaf(const Tensor* x, int* out) {
  return guard([&] { *out = x->is_leaf(); });
}

TG_API tg_requires_grad(const Tensor* x, int* out) {
  return guard([&] { *out = x->requires_grad(); });
}

TG_API tg_set_requires_grad(Tensor* x, int value) {
  return guard([&] { x->requires_grad_(value != 0); });
}

TG_API tg_data(const Tensor* x, void** out) {
  return guard([&] { *out = x->data_ptr(); });
}

TG_API tg_item_double(const Tensor* x, double* out) {
  return guard([&] { *out = x->item().toDouble(); });
}

TG_API tg_item_int64(const Tensor* x, int64_t* out) {
  return guard([&] { *out = x->item().toLong(); });
}

TG_API tg_to(const Tensor* x, Placement placement, int copy, int non_blocking, Tensor** out) {
  return guard([&] { *out = give(x->to(placement.options(), non_blocking != 0, copy != 0)); });
}

TG_API tg_pin_memory(const Tensor* x, Tensor** out) {
  return guard([&] { *out = give(x->pin_memory()); });
}

TG_API tg_clone(const Tensor* x, Tensor** out) {
  return guard([&] { *out = give(x->clone()); });
}

TG_API tg_contiguous(const Tensor* x, Tensor** out) {
  return guard([&] { *out = give(x->contiguous()); });
}

TG_API tg_alias(const Tensor* x, Tensor** out) {
  return guard([&] { *out = give(x->alias()); });
}

TG_API tg_copy_(Tensor* x, const Tensor* source, int non_blocking) {
  return guard([&] { x->copy_(*source, non_blocking != 0); });
}

TG_API tg_set_(Tensor* x, const Tensor* source) {
  return guard([&] { x->set_(*source); });
}
