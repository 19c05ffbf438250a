import { describe, expect, test } from "vitest";

import { exchangeOf } from "../../display/questioning";
import { guest, person, speech, topic, turn } from "../samples";

const speeches = [
  speech("speech"),
  speech("question", { role: "question" }),
  speech("answer", { role: "answer" }),
  speech("rebuttal", { role: "rebuttal" }),
];
const asks = person("3");
const answers = guest("g1");
const filed = { id: "q1", person: asks, to: answers, topic: "Trạm y tế" };
const topics = [
  topic("Đường sá", { respondent: guest("g2") }),
  topic("Trạm y tế", { questions: [filed] }),
  topic("Bệnh viện"),
];

describe("the exchange of a questioning session", () => {
  test("is who asks whom, under the topic of the written question", () => {
    const asked = turn({ kind: "question", person: asks, to: answers });
    expect(exchangeOf(asked, speeches, topics)).toMatchObject({
      asks: { delegate: "d3" },
      answers: { delegate: "g1" },
      topic: { number: 2, title: { title: "Trạm y tế" } },
    });
  });

  test("names in an answer whose question is answered", () => {
    const answer = turn({ kind: "answer", person: answers, about: asks });
    expect(exchangeOf(answer, speeches, topics)).toMatchObject({
      asks: { delegate: "d3" },
      answers: { delegate: "g1" },
      topic: { number: 2 },
    });
  });

  test("names no topic where it could be one of several", () => {
    const asked = turn({ kind: "question", person: person("9"), to: answers });
    expect(exchangeOf(asked, speeches, topics)?.topic).toBeUndefined();
  });

  test("takes the one topic that is the respondent's", () => {
    const asked = turn({ kind: "question", person: person("9"), to: guest("g2") });
    expect(exchangeOf(asked, speeches, topics)?.topic?.number).toBe(1);
  });

  test("takes in a rebuttal of an answer, and of a delegate's speech does not", () => {
    const against = turn({ kind: "rebuttal", person: asks, about: answers });
    expect(exchangeOf(against, speeches, topics)).toMatchObject({
      rebuts: true,
      answers: { delegate: "g1" },
    });
    const debate = turn({ kind: "rebuttal", person: asks, about: person("5") });
    expect(exchangeOf(debate, speeches, topics)).toBeUndefined();
  });

  test("is none in an ordinary speech, or in a kind that is not known", () => {
    expect(exchangeOf(turn(), speeches, topics)).toBeUndefined();
    expect(exchangeOf(turn({ kind: "other" }), speeches, topics)).toBeUndefined();
  });
});
