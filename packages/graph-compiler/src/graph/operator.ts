/** Operators of ONNX itself that kernels become. */
export type OnnxOperator =
  | "Abs"
  | "Add"
  | "And"
  | "Cast"
  | "Clip"
  | "Concat"
  | "Cos"
  | "CumSum"
  | "Div"
  | "Equal"
  | "Erf"
  | "Exp"
  | "Expand"
  | "Gather"
  | "Greater"
  | "GreaterOrEqual"
  | "LayerNormalization"
  | "Less"
  | "LessOrEqual"
  | "Log"
  | "LogSoftmax"
  | "MatMul"
  | "Max"
  | "Min"
  | "Mul"
  | "Neg"
  | "Not"
  | "Or"
  | "Pad"
  | "Pow"
  | "Range"
  | "Reciprocal"
  | "ReduceMax"
  | "ReduceMean"
  | "ReduceMin"
  | "ReduceProd"
  | "ReduceSum"
  | "Relu"
  | "Reshape"
  | "Sigmoid"
  | "Sign"
  | "Sin"
  | "Slice"
  | "Softmax"
  | "Softplus"
  | "Sqrt"
  | "Sub"
  | "Sum"
  | "Tanh"
  | "Tile"
  | "Transpose"
  | "Where";

/** Operators of onnxruntime's contributed set, which OpenVINO understands too. */
export type ContributedOperator = "FusedMatMul" | "Gelu";

/** What kernels become. Every format has a counterpart of each. */
export type KernelOperator = OnnxOperator | ContributedOperator;

/** What an ONNX file has beside them: copies under a name of their own, and arithmetic on shapes. */
export type FileOperator = "Identity" | "Shape";

/** An ONNX operator; the empty domain is ONNX's own. */
export interface Operator<Type extends KernelOperator | FileOperator = KernelOperator | FileOperator> {
  readonly type: Type;
  readonly domain: "" | "com.microsoft";
}

export const onnx = <Type extends OnnxOperator | FileOperator>(type: Type): Operator<Type> => ({ type, domain: "" });
export const contributed = <Type extends ContributedOperator>(type: Type): Operator<Type> => ({
  type,
  domain: "com.microsoft",
});
