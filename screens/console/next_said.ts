// What the next action is called and what stands beside it. Knows words, no command.
import { standingOf } from "../shared/components/turns";
import { read } from "../shared/format/speech_clock";
import type { Hall } from "../shared/hall/hall.svelte";
import type { Words } from "../shared/i18n/words.svelte";
import type { PreparedValue, RequestValue, VoteValue } from "../shared/wire/types";
import type { Next } from "./next";

export interface Said {
  /** Empty: there is nothing to press. */
  readonly label: string;
  readonly why: string;
}

export function sayNext(next: Next, hall: Hall, words: Words): Said {
  const { t } = words;
  switch (next.kind) {
    case "nothing":
      return { label: "", why: t("link.first") };
    case "await-quorum":
      return {
        label: t("next.check_in"),
        why:
          next.missing === undefined
            ? t("next.check_in.weights")
            : t("next.check_in.why", { missing: next.missing }),
      };
    case "open-sitting":
      return { label: t("next.open"), why: t("next.open.why") };
    case "resume":
      return { label: t("next.resume"), why: t("next.resume.why") };
    case "adjourn":
      return { label: t("next.adjourn"), why: t("next.adjourn.why") };
    case "give-back":
      return { label: t("next.give_back"), why: t("next.give_back.why") };
    case "await-chair":
      if (next.what === "give-back") {
        return { label: "", why: t("floor.priority") };
      }
      return { label: "", why: t("next.await_chair") };
    case "take-item":
      return {
        label: t("next.take", { number: next.item.number }),
        why: words.pick(next.item.title, next.item.title_en),
      };
    case "close-vote":
      return next.vote.form === "paper"
        ? { label: t("run.close_box"), why: t("next.close_box.why") }
        : { label: t("next.close"), why: t("vote.received", { cast: castIn(next.vote, hall), register: next.vote.register }) };
    case "resume-vote":
      return { label: t("run.resume"), why: t("run.held.what") };
    case "call":
      return { label: t("next.call"), why: next.name };
    case "note-answer":
      return { label: t("next.note_answer"), why: next.name };
    case "appoint-board":
      return { label: t("next.board"), why: t("next.board.why") };
    case "enter-count":
      return {
        label: t(next.vote.form === "paper" ? "next.paper" : "next.hands"),
        why: words.pick(next.vote.title, next.vote.title_en),
      };
    case "casting-vote":
      return { label: t("next.casting"), why: t("casting.title") };
    case "repeat":
      return { label: t("repeat.tied"), why: words.pick(next.vote.title, next.vote.title_en) };
    case "open-prepared":
      return {
        label: t("next.open_prepared", { kind: kindOf(next.prepared, hall, words) }),
        why: [words.pick(next.prepared.title, next.prepared.title_en), next.prepared.part]
          .filter((text) => text !== "")
          .join(" – "),
      };
    case "declare":
      return { label: t("next.declare"), why: words.pick(next.vote.title, next.vote.title_en) };
    case "grant":
      return { label: t("next.grant"), why: spoken(next.request, words) };
    case "interpose":
      return {
        label: t("next.interpose"),
        why: t("next.interpose.why", { who: spoken(next.request, words), name: next.turn.person.name }),
      };
    case "answer":
      return {
        label: t("next.answer"),
        why: t("next.answer.why", { name: next.to.name, by: next.by.name }),
      };
    case "ask":
      return {
        label: t("questioning.ask", { name: next.question.person.name }),
        why: t("next.ask.why", { name: next.question.to.name, topic: next.question.topic }),
      };
    case "rank-topics":
      return { label: t("next.rank"), why: t("next.rank.why", { n: next.left }) };
    case "start-speech":
      return { label: t("turn.start"), why: t("next.start.why", { name: next.turn.person.name }) };
    case "resume-speech":
      return { label: t("next.resume_speech"), why: `${next.turn.person.name}: ${t(standingOf(next.turn) ?? "turn.paused")}` };
    case "end-speech": {
      const { over } = read(next.turn.clock, hall.clock.now);
      return {
        label: t(over === "" ? "next.end_speech" : "next.end_over"),
        why: over === "" ? next.turn.person.name : `${next.turn.person.name}: ${t("clock.over", { time: over })}`,
      };
    }
    case "prepare-vote":
      return {
        label: t("next.prepare"),
        why: words.pick(next.item.title, next.item.title_en),
      };
    case "over":
      return { label: "", why: t("next.over") };
  }
}

function castIn({ id }: VoteValue, { desk }: Hall): number {
  return desk.tally?.vote === id ? desk.tally.cast : 0;
}

function spoken({ person, vi, en }: RequestValue, words: Words): string {
  return `${person.name} – ${words.pick(vi, en)}`;
}

function kindOf(prepared: PreparedValue, { desk }: Hall, words: Words): string {
  const kind = desk.kinds.find(({ id }) => id === prepared.kind) ?? desk.kinds[0];
  return kind === undefined ? words.t("vote.title") : words.pick(kind.vi, kind.en);
}
