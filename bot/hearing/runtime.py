"""The only way to onnxruntime: left to itself it keeps a number for the machine and sends statistics to its maker."""

import os

# Read when it is imported, and by nothing later.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

__all__ = ["onnxruntime"]
