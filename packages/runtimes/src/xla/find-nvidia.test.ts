import { expect, it } from "vitest";
import { folderOf } from "@dalmeum/testing";
import { findNvidia } from "./find-nvidia.ts";

const CLOSED =
  "NVRM version: NVIDIA UNIX x86_64 Kernel Module  580.65.06  Sun Jul 27 07:00:00 UTC 2025\nGCC version:  gcc version 12.3.0\n";
const OPEN =
  "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  575.57.08  Release Build  (dvs-builder@build)  Sat May 24 2025\n";

it("finds none on a machine without one", () => {
  expect(findNvidia(folderOf({ "dev/null": "" }))).toBeUndefined();
  const others = {
    "sys/bus/pci/devices/0000:00:02.0/vendor": "0x8086\n",
    "sys/bus/pci/devices/0000:00:02.0/class": "0x030000\n",
  };
  expect(findNvidia(folderOf(others))).toBeUndefined();
});

it.each([
  ["NVIDIA's driver", CLOSED, "580.65.06"],
  ["its open kernel module", OPEN, "575.57.08"],
  ["what nobody has seen yet", "NVRM version: none\n", undefined],
])("reads models, and the driver's version from %s", (_case, version, driver) => {
  const gpu = (place: number): string => `proc/driver/nvidia/gpus/0000:0${place}:00.0/information`;
  const system = folderOf({
    "dev/nvidiactl": "",
    "proc/driver/nvidia/version": version,
    [gpu(1)]: "Model: \t\t NVIDIA H200\nIRQ:   \t\t 0\n",
    [gpu(2)]: "Model: \t\t NVIDIA L4  \n",
  });
  expect(findNvidia(system)).toEqual({ models: ["NVIDIA H200", "NVIDIA L4"], driver, reachable: true });
});

it("tells a device without its driver, and a driver whose devices a container was not given", () => {
  const pci = "sys/bus/pci/devices/0000:3b:00.0";
  expect(findNvidia(folderOf({ [`${pci}/vendor`]: "0x10de\n", [`${pci}/class`]: "0x030200\n" }))).toEqual({
    models: [],
    driver: undefined,
    reachable: false,
  });
  expect(findNvidia(folderOf({ "proc/driver/nvidia/version": CLOSED }))).toMatchObject({ reachable: false });
});
