// The words on all screens about the floor, questioning and attendance, in English.
import type { viFloor } from "./vi_floor";

export const enFloor: Readonly<Record<keyof typeof viFloor, string>> = {
  "clock.left": "left",
  "clock.used": "used",
  "clock.soon_over": "Time is nearly up",
  "clock.over": "Over time by {time}",

  "channel.card": "By delegate’s card",

  "lane.list": "List of speakers",
  "lane.reply": "Rebuttals and answers",
  "lane.order": "Points of order and interventions",

  "turn.to": "asks {name}",
  "turn.about": "on what {name} said",
  "turn.answers": "answers the question of {name}",
  "turn.granted": "Waiting for the microphone",
  "turn.paused": "Paused",
  "turn.paused.desk": "Paused by the chair",
  "turn.paused.interruption": "Paused for an intervention",
  "turn.paused.priority": "Paused: the chair is speaking",
  "turn.paused.mute": "Paused: all microphones are off",
  "turn.paused.time": "Stopped: the time is over",

  "sent.not_recorded": "SENT – not recorded yet",

  "unsent.hand_in": "Speech in writing",
  "unsent.question": "Written question",
  "unsent.take_back": "Taking back a written question",

  "text.length": "{used} of {most} characters",

  "floor.priority": "The chair is speaking; all other microphones are off.",

  "own.speaking": "You have the floor",
  "own.paused": "Your turn is paused",
  "own.gave_way": "{name} is speaking; the floor comes back to you.",
  "own.next": "You are next",
  "own.recorded_at": "Recorded at {time}",

  "queue.waiting": "Waiting to speak: {n}",

  "ask.speak": "Press to speak",
  "ask.hold": "Hold to speak",
  "ask.release": "Speaking – release to end",
  "ask.others": "Ask for something else…",
  "ask.minutes": "{time} min",
  "ask.cuts_in": "does not wait for a turn",
  "ask.chair_only": "The chair calls the speakers; nobody asks at the moment.",
  "ask.list_closed": "The chair has closed the list of speakers on this item.",

  "ahead.title": "Ask to speak on another item",
  "ahead.count": "{n} asked for",
  "ahead.place": "number {place} on its list",
  "ahead.item": "Item",
  "ahead.ask": "Ask ahead for this item",
  "ahead.kind": "Kind of speech",

  "written.title": "Hand in your speech in writing",
  "written.what": "You asked for the floor and were not reached. What you hand in goes on record.",
  "written.waits":
    "You are still waiting for your turn. Instead of waiting you may hand in the speech; it goes on record.",
  "written.read": "Read what was handed in",
  "written.text": "Text of the speech",
  "written.send": "Hand it in",
  "written.confirm": "Hand in this speech?",
  "written.confirm.what": "Once handed in it is on record and cannot be taken back.",
  "written.noted": "RECORDED: your speech is on record.",

  "question.title": "Written questions",
  "question.new": "Hand in a new question",
  "question.to": "Who is asked",
  "question.about": "About what (in short)",
  "question.ask": "Ask to put a question",
  "question.topic": "Topic",
  "question.text": "Text of the question",
  "question.send": "Hand it in",
  "question.for": "To {name}",
  "question.recorded": "Recorded",
  "question.withdraw": "Take back",
  "question.withdraw.of": "Take back the question: {topic}",

  "topics.title": "Topics of questioning",
  "topics.answers": "Answers: {name}",
  "topics.asked_by": "Asked by: {names}",

  "call.title": "Quorum call",
  "call.what": "The chair is counting who is present. Please press to answer.",
  "call.here": "I am here",
  "call.recorded": "RECORDED: you are present",

  "announce.call": "Quorum call: please press “I am here”",
  "announce.over": "Your time is over",

  "undertaking.title": "Undertakings after questioning",
  "undertaking.open": "To be done",
  "undertaking.done": "Done",
  "undertaking.dropped": "Dropped",
  "undertaking.due": "due {date}",
  "undertaking.carried": "from an earlier sitting ({sitting})",

  "presence.lost": "The quorum is lost: only {present} are present",

  "display.topic": "Topic {number}",
  "display.asks": "Asks",
  "display.rebuts": "Rebuts",
  "display.answers": "Answers",
  "display.waits": "{name} – has given way",
  "display.speaks_too": "{name} – also speaking",
  "display.time_left": "{time} left",
  "display.time_used": "{time} used",
  "display.more": "and {n} more",
  "display.next": "Next:",
  "display.group_time": "Time of {group}",
  "display.item_time": "Time of this item",
  "display.priority": "The chair is speaking",
  "display.by_roll": "delegates checked in",
  "display.call_failed": "{confirmed} answered: no quorum",
  "display.call_failed_of": "{confirmed} answered ({needed} needed)",
  "display.confirmed": "have answered, of {all} delegates",
  "display.call_needs": "At least {needed} are needed",
  "display.call_short": "Too few have answered ({needed} needed)",
  "display.call_enough": "The quorum is there",
  "display.call_what": "Everybody present: please press to answer.",
};
