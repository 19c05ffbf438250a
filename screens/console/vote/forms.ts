// How each form of vote is named and drawn at the desk. Decides nothing.
import type { IconName } from "../../shared/components/icons";
import type { Key } from "../../shared/i18n/words.svelte";
import type { Form } from "../../shared/wire/types";

export const formKey: Readonly<Record<Form, Key>> = {
  recorded: "form.recorded",
  aggregate: "form.aggregate",
  "roll-call": "form.roll_call",
  "show-of-hands": "form.hands",
  paper: "form.paper",
};

export const formIcon: Readonly<Record<Form, IconName>> = {
  recorded: "keypad",
  aggregate: "keypad",
  "roll-call": "people",
  "show-of-hands": "hand",
  paper: "ballot",
};

export const formGroups: readonly { readonly said: Key; readonly forms: readonly Form[] }[] = [
  { said: "forms.devices", forms: ["recorded", "aggregate"] },
  { said: "forms.aloud", forms: ["roll-call", "show-of-hands"] },
  { said: "forms.paper", forms: ["paper"] },
];
