/** OpenVINO's official wheel on PyPI, which holds its C libraries; Apache-2.0. */
export const OPENVINO_WHEEL = {
  version: "2026.4.1",
  /** As pip names the platform; the wheel's Python plays no part. */
  pip: ["--platform", "manylinux_2_28_x86_64", "--python-version", "311", "--implementation", "cp", "--abi", "cp311"],
  /** Node's names of where it runs. */
  platform: "linux x64",
  sha256: "2d22b1da03f7caf74df30e9f6417d0ab2f637e4a38e08e1dcd294d2c37407aaf",
  /** What running ONNX graphs on the CPU needs; the rest of the wheel is for other devices and formats. */
  libraries:
    /^openvino\/libs\/(lib(?:hwloc|openvino|openvino_c|openvino_intel_cpu_plugin|openvino_onnx_frontend|tbb)\.so[.\d]*)$/,
} as const;
