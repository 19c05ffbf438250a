// Lời về các loại biểu quyết trên mọi màn hình, tiếng Việt. English in `en_votes.ts`.
export const viVotes = {
  "base.remaining": "tổng số đại biểu, trừ người không tham gia biểu quyết",
  "base.present_at_close": "số đại biểu có mặt khi đóng biểu quyết",
  "base.participating": "số đại biểu tham gia biểu quyết",
  "base.valid": "số phiếu hợp lệ",
} as const;
