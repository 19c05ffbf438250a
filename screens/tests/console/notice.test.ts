import { screen } from "@testing-library/svelte";
import { expect, test } from "vitest";

import { show, sitAtDesk, stage } from "./at_desk";

sitAtDesk();

const notice = { code: "undertakings-unreadable", vi: "Không đọc được.", en: "Can’t be read." };

test("tells the desk of an old journal that could not be read", () => {
  show("clerk", {});
  expect(screen.queryByText("Can’t be read.")).toBeNull();
  stage.post("desk", { notice });
  expect(screen.getByText("Can’t be read.").closest("[role=status]")).not.toBeNull();
});
