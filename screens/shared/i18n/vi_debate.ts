// Lời của bàn chủ tọa về phát biểu, chất vấn và điểm danh. English in `en_debate.ts`.
export const viDebate = {} as const;
