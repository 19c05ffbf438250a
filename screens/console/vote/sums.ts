// The sums that a count by people must satisfy before it can be declared; the hall checks them
// again. Knows numbers and options, no words.
import { levels } from "../../shared/components/choices";
import type { EnterHands, Level, OptionValue, PaperCount, VoteValue } from "../../shared/wire/types";
import { whole } from "./typing";

/** Numbers by the name of their field; one that was not typed, or is none, is missing. */
export type Numbers = ReadonlyMap<string, number>;

/** More than anybody counts by hand. */
const count_max = 20_000;

export function numbersOf(texts: readonly (readonly [string, string])[]): Numbers {
  const found = new Map<string, number>();
  for (const [field, text] of texts) {
    const number = whole(text, 0, count_max);
    if (number !== undefined) {
      found.set(field, number);
    }
  }
  return found;
}

/** Two numbers that must agree, or of which the first may be no larger. */
export interface Sum {
  readonly what: "hands" | "issued" | "returned" | "parted" | "answers" | "option" | "marks";
  readonly option?: OptionValue;
  readonly found: number;
  readonly relation: "equals" | "at-most";
  readonly expected: number;
}

export function holds({ found, relation, expected }: Sum): boolean {
  return relation === "equals" ? found === expected : found <= expected;
}

type Asked = Pick<VoteValue, "question" | "options" | "abstain" | "register" | "marks_max">;

/** The fields of a show of hands. */
export function handFields({ abstain }: Asked): readonly string[] {
  return abstain ? ["yes", "no", "abstain"] : ["yes", "no"];
}

/** Everybody on the register raised a hand for something, or did not: the remainder. */
export function handSums(vote: Asked, numbers: Numbers): readonly Sum[] {
  const found = total(handFields(vote), numbers);
  return [{ what: "hands", found, relation: "at-most", expected: vote.register }];
}

export function handsCommand(vote: string, numbers: Numbers): EnterHands {
  const { yes, no, abstain } = answers(numbers);
  return { t: "EnterHands", vote, yes: yes ?? 0, no: no ?? 0, ...some("abstain", abstain) };
}

/** The fields of the answers on paper: choices, options, or each person's levels. */
export function answerFields({ question, options, abstain }: Asked): readonly string[] {
  const third = abstain ? ["abstain"] : [];
  switch (question) {
    case "yes-no":
      return ["yes", "no", ...third];
    case "one-of":
    case "approve":
      return [...options.map(({ id }) => markField(id)), ...third];
    case "rating":
      return [...options.flatMap(({ id }) => levels.map((level) => markField(id, level))), ...third];
  }
}

/** All fields of a count on paper, in the order in which a counting board finds them. */
export function paperFields(vote: Asked): readonly string[] {
  return ["issued", "returned", "valid", "invalid", ...answerFields(vote)];
}

export function markField(option: string, level?: Level): string {
  return level === undefined ? `mark/${option}` : `mark/${option}:${level}`;
}

/** The sums whose numbers are all there. */
export function paperSums(vote: Asked, numbers: Numbers): readonly Sum[] {
  const all = [...ballotSums(vote), ...answerSums(vote)];
  return all
    .filter(({ found, expected }) => [...found, ...expected.names].every((name) => numbers.has(name)))
    .map(({ what, option, found, relation, expected }) => ({
      what,
      ...some("option", option),
      found: total(found, numbers),
      relation,
      expected: expected.of(numbers),
    }));
}

/** How many valid ballots say nothing of a person who is rated; below zero when sums are wrong. */
export function unrated(vote: Asked, option: OptionValue, numbers: Numbers): number {
  const rated = levels.map((level) => markField(option.id, level));
  return marked(vote).of(numbers) - total(rated, numbers);
}

export function paperCount(vote: Asked, numbers: Numbers): PaperCount {
  const of = (name: string): number => numbers.get(name) ?? 0;
  const marks = Object.fromEntries(
    [...numbers]
      .filter(([name]) => name.startsWith("mark/"))
      .map(([name, value]) => [name.slice("mark/".length), value]),
  );
  if (vote.question === "rating") {
    for (const option of vote.options) {
      marks[`${option.id}:none`] = unrated(vote, option, numbers);
    }
  }
  const { yes, no, abstain } = answers(numbers);
  return {
    issued: of("issued"),
    returned: of("returned"),
    valid: of("valid"),
    invalid: of("invalid"),
    ...some("yes", yes),
    ...some("no", no),
    ...some("abstain", abstain),
    ...(vote.question === "yes-no" ? {} : { marks }),
  };
}

/** What was entered of a vote that is closed, to be seen and corrected. */
export function enteredBefore(vote: VoteValue): Numbers {
  const { counts, paper } = vote;
  if (counts === null || (vote.form === "paper" && paper === null)) {
    return new Map();
  }
  const given: [string, number][] = [
    ["yes", counts.yes],
    ["no", counts.no],
    ["abstain", counts.abstain],
    ...(paper === null ? [] : (Object.entries(paper) as [string, number][])),
    ...vote.marked.flatMap((one): [string, number][] => [
      [markField(one.option.id), one.votes.count],
      ...levels.map((level): [string, number] => [markField(one.option.id, level), one[level].count]),
    ]),
  ];
  const fields = new Set(vote.form === "paper" ? paperFields(vote) : handFields(vote));
  return new Map(given.filter(([name]) => fields.has(name)));
}

interface Wanted {
  readonly names: readonly string[];
  readonly of: (numbers: Numbers) => number;
}

interface SumOf {
  readonly what: Sum["what"];
  readonly option?: OptionValue;
  readonly found: readonly string[];
  readonly relation: Sum["relation"];
  readonly expected: Wanted;
}

function field(name: string): Wanted {
  return { names: [name], of: (numbers) => total([name], numbers) };
}

/** Ballots that carry marks: the valid ones less those that abstain. */
function marked({ abstain }: Asked): Wanted {
  const names = abstain ? ["valid", "abstain"] : ["valid"];
  return {
    names,
    of: (numbers) => total(["valid"], numbers) - (abstain ? total(["abstain"], numbers) : 0),
  };
}

function ballotSums({ register }: Asked): SumOf[] {
  return [
    { what: "issued", found: ["issued"], relation: "at-most", expected: { names: [], of: () => register } },
    { what: "returned", found: ["returned"], relation: "at-most", expected: field("issued") },
    { what: "parted", found: ["valid", "invalid"], relation: "equals", expected: field("returned") },
  ];
}

function answerSums(vote: Asked): SumOf[] {
  if (vote.question === "yes-no") {
    const found = answerFields(vote);
    return [{ what: "answers", found, relation: "equals", expected: field("valid") }];
  }
  const expected = marked(vote);
  const rating = vote.question === "rating";
  const each = vote.options.map((option): SumOf => {
    const found = rating ? levels.map((level) => markField(option.id, level)) : [markField(option.id)];
    return { what: "option", option, found, relation: "at-most", expected };
  });
  return rating ? each : [...each, marksSum(vote, expected)];
}

function marksSum(vote: Asked, expected: Wanted): SumOf {
  const found = vote.options.map(({ id }) => markField(id));
  if (vote.question === "one-of") {
    return { what: "answers", found, relation: "equals", expected };
  }
  const most: Wanted = {
    names: expected.names,
    of: (numbers) => expected.of(numbers) * vote.marks_max,
  };
  return { what: "marks", found, relation: "at-most", expected: most };
}

function total(names: readonly string[], numbers: Numbers): number {
  return names.reduce((sum, name) => sum + (numbers.get(name) ?? 0), 0);
}

function answers(numbers: Numbers) {
  return { yes: numbers.get("yes"), no: numbers.get("no"), abstain: numbers.get("abstain") };
}

/** A field that is left out where there is nothing to say. */
function some<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}
