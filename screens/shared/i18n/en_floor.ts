// The words on all screens about the floor, questioning and attendance, in English.
import type { viFloor } from "./vi_floor";

export const enFloor: Readonly<Record<keyof typeof viFloor, string>> = {
  "clock.left": "left",
  "clock.used": "used",
  "clock.soon_over": "Time is nearly up",
  "clock.over": "Over time by {time}",

  "lane.list": "List of speakers",
  "lane.reply": "Rebuttals and answers",
  "lane.order": "Points of order and interventions",

  "turn.to": "asks {name}",
  "turn.about": "on what {name} said",
  "turn.granted": "Waiting for the microphone",
  "turn.paused": "Paused",
  "turn.paused.desk": "Paused by the chair",
  "turn.paused.interruption": "Paused for an intervention",
  "turn.paused.priority": "Paused: the chair is speaking",
  "turn.paused.mute": "Paused: all microphones are off",
  "turn.paused.time": "Stopped: the time is over",
};
