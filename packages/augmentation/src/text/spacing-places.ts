import { finalConsonant } from "./final-consonant.ts";

/** Where a writer may get a space wrong. */
export interface SpacingPlace {
  /** Of the space that is dropped, or of the letter that a space is put before. */
  readonly index: number;
  readonly kind: "drop" | "insert" | "split";
}

/** The word ends here, for all that Hangul tells. */
const END = "(?![가-힣])";

/** A space with Hangul on either side; "New York" is another matter. */
const SPACE = /(?<=[가-힣]) (?=\S)|(?<=\S) (?=[가-힣])/gu;

/** A space comes before these by mistake, which Korean writes together with the word before, or before the latter part. */
const DETACHED = [
  // Particles that are hardly anything else: 집 에서, 너 한테.
  `(?<=[가-힣])(?=(?:에서|에게|한테|까지|부터|처럼|보다)(?:는|도|만|의)?${END})`,
  // Endings and nouns that look like dependent nouns: 있는 데, 하는 지, 할 수록, 이 것은, 나 뿐만.
  `(?<=[가-힣]는)(?=(?:데|지)${END})`,
  `(?<=[가-힣])(?=수록${END})`,
  `(?<=(?<![가-힣])[이그저])(?=것(?:은|이|을|도|들)?${END})`,
  `(?<=[가-힣]{2})(?=(?:뿐만|뿐이|만큼|대로)(?:은|도)?${END})`,
  // Dependent nouns that a text has attached already: 할 수, 먹는 것.
  `(?<=는|을|할|될|갈|볼|올)(?=(?:것|수|줄|때)(?:은|는|이|가|을|를|도|만|에|이다|입니다)?${END})`,
  // Auxiliary verbs: 남아 있다, 보여 주는.
  "(?<=[아어여해와워려라져])(?=있[다는었고어습을]|버[리렸린릴]|놓[고은았인]|주[었는]|줬|준다|줍니다|보[았는]|봤)",
  // Nouns that 하다, 되다 or 시키다 makes verbs of: 사용 하고, 포함 되는.
  `(?<=[가-힣]{2})(?=하[고는며면지기여자던려였게도다]|했|해서|해야|합니|한다|[한할]${END}|되[고는며면지기었]|됐|됩니|된|될|시[키켰킨킬])`,
] as const;

/** One-syllable particles, by whether a final consonant comes before. 는, 이, 도 and 만 are endings and letters of nouns too often. */
const PARTICLES = [
  { pattern: `(?<=[가-힣]{2})(?<![있없었았했였겠됐같많싶않것])(?=[은을]${END}|으로${END})`, final: true },
  { pattern: `(?<=[가-힣]{2})(?=[를가]${END})`, final: false },
  { pattern: `(?<=[가-힣]{2})(?<![주서])(?=의${END})`, final: undefined },
] as const;

/** Latter parts of compounds that are written together and apart: 국제 사회, 초등 학교. Not 회의 and 거리: 위원회의, 투덜거리는. */
const HEADS =
  "사회|단체|회사|정부|대통령|총리|장관|대변인|위원회|학교|대학|병원|은행|기관|경제|시장|정책|전쟁|무기|운동|경기|선수|감독|" +
  "음식|요리|식사|방송|신문|뉴스|사고|사건|테러|공격|축구|농구|야구|게임|모자|셔츠|자동차|버스|트럭|기차|열차|자전거|비행기|" +
  "전화|카메라|공원|도로|건물|시설|공장|기계|악기|회담|협상|선거|투표|시위|재판|수사|조사|보고서|프로그램|서비스|" +
  "센터|그룹|대회|축제|여행|공항|여성|남성|고양이|강아지";
const COMPOUND = new RegExp(
  `(?<=(?<![가-힣])[가-힣]{2,4})(?<!콜럼|토네이)(?=(?:${HEADS})(?:은|는|이|가|을|를|의|에|와|과|도|만|에서|에게|으로|로)?${END})`,
  "gu",
);

const insertions = DETACHED.map((pattern) => new RegExp(pattern, "gu"));
const particles = PARTICLES.map(({ pattern, final }) => ({ pattern: new RegExp(pattern, "gu"), final }));

/** Every place of a sentence, in the order of the text; one place has one kind. */
export function spacingPlaces(sentence: string): readonly SpacingPlace[] {
  const kinds = new Map<number, SpacingPlace["kind"]>();
  const mark = (kind: SpacingPlace["kind"], pattern: RegExp, final?: boolean): void => {
    for (const { index } of sentence.matchAll(pattern)) {
      if (final !== undefined && (finalConsonant(sentence.slice(0, index)) !== "") !== final) continue;
      kinds.set(index, kind);
    }
  };
  mark("drop", SPACE);
  mark("split", COMPOUND);
  for (const pattern of insertions) mark("insert", pattern);
  for (const { pattern, final } of particles) mark("insert", pattern, final);
  return [...kinds].map(([index, kind]) => ({ index, kind })).sort((a, b) => a.index - b.index);
}
