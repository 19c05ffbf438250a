// What the desk knows beforehand of an undertaking that is to be recorded. Knows no command.
import type { PersonValue, SpeechKindValue, TurnRecordValue, TurnValue } from "../../shared/wire/types";
import type { Thread } from "./threads";

/** Who gave it (delegate or guest), and in what turn. */
export interface Given {
  readonly who: string;
  readonly about: string;
}

/** Whether undertakings are given there: who answers, and any guest who opens or explains. */
export function mayPromise(role: SpeechKindValue["role"] | undefined, { guest }: PersonValue): boolean {
  return role === "answer" || guest === true;
}

/** The latest turns, at most so many: first those in which undertakings are given. */
export function promising(turns: readonly TurnRecordValue[], most: number): readonly TurnRecordValue[] {
  const latest = turns.toReversed();
  const likely = latest.filter(({ role, person }) => mayPromise(role, person));
  return [...likely, ...latest.filter((turn) => !likely.includes(turn))].slice(0, most);
}

export function givenIn({ turn, person }: TurnValue | TurnRecordValue): Given {
  return { who: person.delegate, about: turn };
}

/** The matter of the written question that a turn answers; empty: it answers none. */
export function matterOf({ about }: Given, threads: readonly Thread[]): string {
  const said = threads.find(({ questions, answers, rebuttals }) =>
    [...questions, ...answers, ...rebuttals].some(({ turn }) => turn === about),
  );
  return said?.written?.topic ?? "";
}

/** The last days of this month, quarter and year in the hall's time zone, as dates. */
export function usualDays(now: number): readonly { readonly until: "month" | "quarter" | "year"; readonly day: string }[] {
  const today = new Date(now);
  const [year, month] = [today.getFullYear(), today.getMonth()];
  const last = (monthAfter: number) => dateText(new Date(year, monthAfter, 0));
  return [
    { until: "month", day: last(month + 1) },
    { until: "quarter", day: last(month - (month % 3) + 3) },
    { until: "year", day: last(12) },
  ];
}

function dateText(day: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
