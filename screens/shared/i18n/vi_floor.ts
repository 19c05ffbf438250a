// Lời về phát biểu, chất vấn và điểm danh trên mọi màn hình, tiếng Việt. English in `en_floor.ts`.
export const viFloor = {
  "clock.left": "còn lại",
  "clock.used": "đã dùng",
  "clock.soon_over": "Sắp hết giờ",
  "clock.over": "Quá giờ {time}",

  "channel.card": "Bằng thẻ đại biểu",

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

  "sent.not_recorded": "ĐÃ GỬI – đang chờ ghi",

  "text.length": "{used}/{most} ký tự",

  "floor.priority": "Chủ tọa đang nói; các micrô khác tạm tắt.",

  "own.speaking": "Mời quý vị phát biểu",
  "own.paused": "Lượt của quý vị đang dừng",
  "own.gave_way": "Đang nhường lời cho {name}; quý vị được nói tiếp sau đó.",
  "own.next": "Quý vị là người tiếp theo",
  "own.recorded_at": "Đã ghi nhận lúc {time}",

  "queue.waiting": "Đang chờ phát biểu: {n} người",

  "ask.speak": "Bấm để phát biểu",
  "ask.hold": "Giữ để nói",
  "ask.release": "Đang nói – thả ra để dừng",
  "ask.others": "Đăng ký khác…",
  "ask.minutes": "{time} phút",
  "ask.cuts_in": "không phải chờ lượt",
  "ask.chair_only": "Chủ tọa mời phát biểu; lúc này không nhận đăng ký.",
  "ask.list_closed": "Chủ tọa đã khóa danh sách phát biểu của nội dung này.",

  "ahead.title": "Đăng ký cho nội dung khác",
  "ahead.count": "đã đăng ký {n}",
  "ahead.place": "thứ {place} trong danh sách",
  "ahead.item": "Nội dung",
  "ahead.kind": "Hình thức",

  "written.title": "Gửi bài phát biểu bằng văn bản",
  "written.what": "Quý vị đã đăng ký mà chưa được mời. Bài gửi được lưu vào hồ sơ của phiên họp.",
  "written.text": "Nội dung phát biểu",
  "written.send": "Gửi bài",
  "written.confirm": "Gửi bài phát biểu này?",
  "written.confirm.what": "Bài đã gửi nằm trong hồ sơ của phiên họp và không rút lại được.",
  "written.noted": "ĐÃ GHI NHẬN: bài phát biểu nằm trong hồ sơ.",

  "question.title": "Phiếu chất vấn",
  "question.new": "Gửi phiếu chất vấn mới",
  "question.to": "Người bị chất vấn",
  "question.about": "Về việc (ngắn gọn)",
  "question.ask": "Đăng ký chất vấn",
  "question.topic": "Vấn đề",
  "question.text": "Nội dung chất vấn",
  "question.send": "Gửi phiếu",
  "question.for": "Gửi {name}",
  "question.recorded": "Đã ghi nhận",
  "question.withdraw": "Rút phiếu",
  "question.withdraw.of": "Rút phiếu chất vấn: {topic}",

  "topics.title": "Các nhóm vấn đề chất vấn",
  "topics.answers": "Trả lời: {name}",
  "topics.asked_by": "Chất vấn: {names}",

  "call.title": "Kiểm tra túc số",
  "call.what": "Chủ tọa đang đếm lại số đại biểu có mặt. Xin quý vị bấm để xác nhận.",
  "call.here": "Tôi có mặt",
  "call.recorded": "ĐÃ GHI NHẬN: quý vị có mặt",

  "announce.call": "Kiểm tra túc số: xin bấm “Tôi có mặt”",
  "announce.over": "Đã hết giờ phát biểu",

  "undertaking.title": "Việc thực hiện lời hứa sau chất vấn",
  "undertaking.open": "Đang thực hiện",
  "undertaking.done": "Đã thực hiện",
  "undertaking.dropped": "Không thực hiện",
  "undertaking.due": "hạn {date}",
  "undertaking.carried": "từ phiên trước",

  "presence.lost": "Không còn đủ túc số: chỉ có {present} đại biểu có mặt",
} as const;
