"""Reads an exported diff as any Python program can: the safetensors layout by hand, the numbers with NumPy.

Usage: read_export.py FILE
Prints each tensor's type, shape and numbers, and the metadata.
"""
import json
import sys

import numpy as np

TYPES = {"I32": np.dtype("<i4"), "F32": np.dtype("<f4"), "F16": np.dtype("<f2")}

with open(sys.argv[1], "rb") as file:
    header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    data = file.read()
metadata = header.pop("__metadata__")
tensors = {}
for name, entry in header.items():
    begin, end = entry["data_offsets"]
    array = np.frombuffer(data[begin:end], TYPES[entry["dtype"]]).reshape(entry["shape"])
    tensors[name] = {"type": str(array.dtype), "shape": list(array.shape), "numbers": array.ravel().tolist()}
assert sum(entry["data_offsets"][1] - entry["data_offsets"][0] for entry in header.values()) == len(data)
json.dump({"metadata": metadata, "tensors": tensors}, sys.stdout)
