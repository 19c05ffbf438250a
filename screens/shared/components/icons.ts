// The strokes of the small drawings, on a field of 24 by 24.
export const icons = {
  yes: "M4.5 12.5l5 5L19.5 7",
  no: "M6 6l12 12M18 6L6 18",
  abstain: "M5 12h14",
  clock: "M12 7v5l3.5 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  microphone:
    "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6",
  hand: "M8 12V6a1.5 1.5 0 0 1 3 0v5V4.5a1.5 1.5 0 0 1 3 0V11V6a1.5 1.5 0 0 1 3 0v8c0 4-2 7-6 7-3 0-4.5-1.5-6-4l-2-4a1.5 1.5 0 0 1 2.5-1.5L8 14",
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.3a3.5 3.5 0 0 1 0 6.4M18 14.5c2 .8 3.2 2.7 3.5 5.5",
  warning: "M12 4L2.5 20h19L12 4zM12 10v4.5M12 17.3v.2",
  offline: "M3 3l18 18M8.5 16a5 5 0 0 1 6-.8M5 12.5a10 10 0 0 1 4-2.4M13 9.6a10 10 0 0 1 6 2.9M12 19.5v.1",
  online: "M8.5 16a5 5 0 0 1 7 0M5 12.5a10 10 0 0 1 14 0M2 9a14.5 14.5 0 0 1 20 0M12 19.5v.1",
  waiting: "M7 3h10M7 21h10M8 3v3c0 3 8 6 8 9v6M16 3v3c0 3-8 6-8 9v6",
  out: "M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9",
  enter: "M10 4H5v16h5M12 8l4 4-4 4M16 12H8",
  next: "M5 12h13M13 6l6 6-6 6",
  tablet: "M6 3h12v18H6zM11 18h2",
  keypad: "M5 3h14v18H5zM8.5 7h7M8.5 12h.1M12 12h.1M15.5 12h.1M8.5 16h.1M12 16h.1M15.5 16h.1",
  ballot: "M4 11h16v9H4zM8 11V4h8v7M9 15h6",
  flag: "M6 21V4h11l-2 4 2 4H6",
  screen: "M3 4h18v12H3zM9 20h6M12 16v4",
  pause: "M8.5 5v14M15.5 5v14",
  tie: "M5 9h14M5 15h14",
  rated: "M5 20v-5M12 20V10M19 20V4",
  annulled: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.7 5.7l12.6 12.6",
  draft: "M4 20l1-4.5L16 4.5l3.5 3.5-11 11L4 20zM13.5 7l3.5 3.5",
  box: "M5 5h14v14H5z",
  checked: "M5 5h14v14H5zM8 12.5l3 3 5.5-6.5",
  voice: "M4 10v4h4l5 4V6L8 10H4zM16 9.5a4 4 0 0 1 0 5M18.5 7a8 8 0 0 1 0 10",
  circle: "M12 4.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15z",
  circled: "M12 4.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM12 11.5v1",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.6-4.6 3.4-7 7.5-7s6.9 2.4 7.5 7",
  reply: "M4 5h12v9H9l-4 3.5v-3.5H4zM19 9h1.5v8H19v3l-3.5-3H12",
  question:
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.3 9.5a2.7 2.7 0 1 1 3.9 2.4c-.8.4-1.2.9-1.2 1.7M12 16.7v.2",
  desk: "M3 9h18M5 9v11M19 9v11M9 9V5h6v4M9 14h6",
} as const;

export type IconName = keyof typeof icons;
