"""Write packages/data/fixtures/encodings.json: a CSV of test pairs in encodings of Korea and its neighbours, as Python's codecs write it.

    python3 tools/golden/write_encodings.py
"""

import base64
import json
import platform
from pathlib import Path

OUTPUT = Path(__file__).parents[2] / "packages/data/fixtures/encodings.json"

HEADER = "id,source,sentence_1,sentence_2"
KOREAN = [
    "k1,뉴스,비행기가 이륙하고 있다.,비행기가 뜬다.",
    'k2,뉴스,"그는 “네”라고, 했다",똠방각하 펲시콜라 1개 · 2개',
    "k3,자막,漢字가 섞인 문장이다.,한자가 섞인 문장이다!",
]
JAPANESE = ["j1,字幕,飛行機が離陸しています。,飛行機がとんでいる。", "j2,字幕,猫が眠っている。,ネコがねむる。"]
CHINESE = ["c1,新闻,飞机正在起飞。,一架飞机起飞了。", "c2,新闻,他说是的。,他说不是，我们知道。"]
TRADITIONAL = ["c1,新聞,飛機正在起飛。,一架飛機起飛了。", "c2,新聞,他說是的。,他說不是，我們知道。"]
FRENCH = ["f1,journal,L’avion décolle déjà.,Un avion s'élève à côté.", "f2,journal,Ça été mangé.,Où êtes-vous, hélas ?"]

TEXTS = {
    "cp949": KOREAN,
    "euc_kr": KOREAN[::2],
    "utf-8": KOREAN,
    "utf-8-sig": KOREAN,
    "utf-16": KOREAN,
    "utf-16-le": KOREAN,
    "utf-16-be": KOREAN,
    "shift_jis": JAPANESE,
    "euc_jp": JAPANESE,
    "gbk": CHINESE,
    "gb18030": CHINESE,
    "big5": TRADITIONAL,
    "cp1252": FRENCH,
}

if __name__ == "__main__":
    files = {
        encoding: base64.b64encode("\r\n".join([HEADER, *rows, ""]).encode(encoding)).decode()
        for encoding, rows in TEXTS.items()
    }
    golden = {"tool": f"Python {platform.python_version()}", "files": files}
    OUTPUT.write_text(json.dumps(golden, indent=2) + "\n")
