// Lời về phát biểu, chất vấn và điểm danh trên mọi màn hình, tiếng Việt. English in `en_floor.ts`.
export const viFloor = {
  "clock.left": "còn lại",
  "clock.used": "đã dùng",
  "clock.soon_over": "Sắp hết giờ",
  "clock.over": "Quá giờ {time}",

  "lane.list": "Danh sách phát biểu",
  "lane.reply": "Tranh luận, trả lời",
  "lane.order": "Đề nghị về thủ tục và ý kiến xen vào",

  "turn.to": "hỏi {name}",
  "turn.about": "về ý kiến của {name}",
  "turn.granted": "Chờ mở micrô",
  "turn.paused": "Tạm dừng",
  "turn.paused.desk": "Chủ tọa tạm dừng",
  "turn.paused.interruption": "Tạm dừng vì có ý kiến xen vào",
  "turn.paused.priority": "Tạm dừng: chủ tọa đang nói",
  "turn.paused.mute": "Tạm dừng: đã tắt hết micrô",
  "turn.paused.time": "Dừng vì hết giờ",
} as const;
