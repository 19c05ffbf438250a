import { describe, expect, test } from "vitest";

import { before, inLane } from "../../console/floor/order";
import { request } from "../samples";

const reply = request("1", { lane: "reply" });
const [two, three, four] = [request("2"), request("3"), request("4")];
const queue = [reply, two, three, four];

describe("a request", () => {
  test("goes past the next of its own lane, and no further than the ends", () => {
    expect(before(queue, three, "up")).toBe("r2");
    expect(before(queue, two, "down")).toBe("r4");
    expect(before(queue, three, "down")).toBe("");
    expect(before(queue, two, "up")).toBeUndefined();
    expect(before(queue, four, "down")).toBeUndefined();
    expect(before(queue, reply, "down")).toBeUndefined();
  });

  test("goes to the top of its own lane, and not past the lane above", () => {
    expect(before(queue, four, "top")).toBe("r2");
    expect(before(queue, two, "top")).toBeUndefined();
    expect(before(queue, reply, "top")).toBeUndefined();
  });

  test("keeps its place in the whole order within its lane", () => {
    expect(inLane(queue, "list").map(({ place }) => place)).toEqual([2, 3, 4]);
  });
});
