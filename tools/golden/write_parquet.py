"""Write packages/data/fixtures: small Parquet files of each compression, and expected.json, what pyarrow reads in them.

    python3 -m venv .venv && .venv/bin/pip install numpy pyarrow==26.0.1
    .venv/bin/python tools/golden/write_parquet.py

<codec>.parquet   the columns of a competition's train file; data pages of version 2 for zstd and gzip, groups of two rows
types.parquet     fields of types that a competition's columns do not have
narrow.parquet    labels of float16, binary labels of bool, no source at all, ids of uint64
"""

import json
from pathlib import Path

import numpy
import pyarrow
import pyarrow.parquet

OUTPUT = Path(__file__).parents[2] / "packages/data/fixtures"

ROWS = [
    ("a", "news", "비행기가 이륙하고 있다.", "비행기가 뜬다.", 3.8, 1),
    ("b", "news", '그는 "네"라고, 했다', "두\n줄", 0.0, 0),
    ("c", "captions", "고양이 🐈가 잔다", "개가 짖는다", 1.25, 0),
    ("d", "captions", "같은 문장", "같은 문장", 5.0, 1),
    ("e", "captions", "같은 문장", "가" * 300, 2.6, 0),
]
NARROW_LABELS = [0.8, 3.2, 5.0]
NAMES = ["id", "source", "sentence_1", "sentence_2", "label", "binary-label"]


def main() -> None:
    OUTPUT.mkdir(exist_ok=True)
    columns = dict(zip(NAMES, map(list, zip(*ROWS))))
    table = pyarrow.table({**columns, "unused": [[1], [], None, [2, 3], [4]]})
    for codec in ["none", "snappy", "gzip", "brotli", "zstd", "lz4"]:
        pyarrow.parquet.write_table(
            table,
            OUTPUT / f"{codec}.parquet",
            compression=codec,
            row_group_size=2,
            data_page_version="2.0" if codec in ("zstd", "gzip") else "1.0",
        )
    read = pyarrow.parquet.read_table(OUTPUT / "snappy.parquet").select(NAMES)
    narrow = pyarrow.table(
        {
            "id": pyarrow.array([2**64 - 1, 2**53 + 1, 1], pyarrow.uint64()),
            "source": pyarrow.nulls(3),
            "sentence_1": pyarrow.array(["하나", "둘", "하나"]).dictionary_encode(),
            "sentence_2": ["둘", "셋", "넷"],
            "label": pyarrow.array(NARROW_LABELS, pyarrow.float16()),
            "binary-label": [False, True, True],
        }
    )
    pyarrow.parquet.write_table(narrow, OUTPUT / "narrow.parquet")
    read_narrow = pyarrow.parquet.read_table(OUTPUT / "narrow.parquet").to_pylist()
    for row, label in zip(read_narrow, NARROW_LABELS):
        # numpy prints the fewest digits that tell a float16 from the next.
        assert str(numpy.float16(row["label"])) == str(label)
        row["id"], row["label"] = str(row["id"]), label
    expected = {"tool": "pyarrow", "version": pyarrow.__version__, "rows": read.to_pylist(), "narrow": read_narrow}
    (OUTPUT / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n")

    types = pyarrow.table(
        {
            "id": pyarrow.array([1, 2, 3, 4]),
            "source": ["s"] * 4,
            "sentence_1": pyarrow.array(["하나".encode(), "하나".encode("cp949"), None, "셋".encode()], pyarrow.binary()),
            "sentence_2": pyarrow.array([["둘"], ["둘"], ["둘"], ["둘"]]),
            "label": ["3.5", "셋", "", None],
            "binary-label": [True, False, True, False],
        }
    )
    pyarrow.parquet.write_table(types, OUTPUT / "types.parquet")


if __name__ == "__main__":
    main()
